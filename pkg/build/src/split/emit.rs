//! Writes the core and the parts: all with the addresses and places in the table that the linker gave them, so
//! that they share one memory and one table.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind,
    GlobalKind, ImportedFunction, LocalFunction, MemoryId, Module,
};

use super::assign::{Assignment, Number, table};
use super::data;
use super::plan::Plan;

/// What parts import from the core stands there under this name.
pub(super) const CORE: &str = "core";
/// A reading of the module, to be made into one of its parts.
pub(super) struct Maker<'p> {
    module: Module,
    ids: Vec<FunctionId>,
    plan: &'p Plan,
    assignment: &'p Assignment,
    /// The name of the memory: a part of another link does not find it, and is refused.
    memory_name: String,
}

impl<'p> Maker<'p> {
    pub(super) fn new(
        bytes: &[u8],
        plan: &'p Plan,
        assignment: &'p Assignment,
        link: &str,
    ) -> Result<Self> {
        let module = Module::from_buffer(bytes)?;
        let ids = module.funcs.iter().map(walrus::Function::id).collect();
        Ok(Self { module, ids, plan, assignment, memory_name: format!("m{link}") })
    }

    /// The part that is always there. What leads into another calls through the table.
    pub(super) fn core(mut self, parts: usize) -> Result<Vec<u8>> {
        for (number, slot) in &self.assignment.entries {
            let stub = self.stub(*number, *slot)?;
            let id = self.id(*number)?;
            self.module.funcs.get_mut(id).kind = FunctionKind::Local(stub);
        }
        self.export_shared()?;
        self.fill_table(None)?;
        let mut foreign: Vec<Range<u64>> =
            (0..parts).flat_map(|part| self.plan.data_of(part).iter().cloned()).collect();
        foreign.sort_by_key(|range| range.start);
        self.write_data(|segment| vec![data::without(segment, &foreign)])?;
        Ok(self.finish())
    }

    /// A part that is loaded when it is needed.
    pub(super) fn part(mut self, part: usize, name: &str) -> Result<Vec<u8>> {
        let exports: Vec<_> = self.module.exports.iter().map(walrus::Export::id).collect();
        for export in exports {
            self.module.exports.delete(export);
        }
        // It says which one it is.
        let memory = self.memory()?;
        self.module.exports.add(name, memory);
        self.module.start = None;
        self.import_shared(part)?;
        self.fill_table(Some(part))?;
        let own = data::joined(self.plan.data_of(part), |gap| !self.plan.is_shared(gap));
        self.write_data(|segment| data::only(segment, &own))?;
        Ok(self.finish())
    }

    fn finish(mut self) -> Vec<u8> {
        // They are true of the whole.
        for section in ["linking", "reloc.CODE", "reloc.DATA"] {
            self.module.customs.remove_raw(section);
        }
        walrus::passes::gc::run(&mut self.module);
        self.module.emit_wasm()
    }

    fn id(&self, number: Number) -> Result<FunctionId> {
        self.ids.get(number).copied().context("no such function")
    }

    fn memory(&self) -> Result<MemoryId> {
        Ok(self.module.memories.iter().next().context("the module has no memory")?.id())
    }

    /// A function that calls another through the table.
    fn stub(&mut self, number: Number, slot: u32) -> Result<LocalFunction> {
        let table = table(&self.module)?;
        let ty = self.module.funcs.get(self.id(number)?).ty();
        let signature = self.module.types.get(ty);
        let (params, results) = (signature.params().to_vec(), signature.results().to_vec());
        let mut builder = FunctionBuilder::new(&mut self.module.types, &params, &results);
        let arguments: Vec<_> = params.iter().map(|param| self.module.locals.add(*param)).collect();
        let mut body = builder.func_body();
        for argument in &arguments {
            body.local_get(*argument);
        }
        body.i32_const(i32::try_from(slot)?).call_indirect(ty, table);
        Ok(builder.local_func(arguments))
    }

    /// What any part takes from the core, in one order for all.
    fn shared_functions(&self) -> BTreeSet<Number> {
        self.assignment.needs.iter().flat_map(|needs| &needs.functions).copied().collect()
    }

    fn export_shared(&mut self) -> Result<()> {
        for (name, number) in self.shared_functions().into_iter().enumerate() {
            let id = self.id(number)?;
            self.module.exports.add(&name.to_string(), id);
        }
        let globals: BTreeSet<usize> =
            self.assignment.needs.iter().flat_map(|needs| &needs.globals).copied().collect();
        let ids: Vec<_> = self.module.globals.iter().map(walrus::Global::id).collect();
        for number in globals {
            let id = *ids.get(number).context("no such global")?;
            self.module.exports.add(&format!("g{number}"), id);
        }
        let ids: Vec<_> = self.module.tables.iter().map(walrus::Table::id).collect();
        for (number, id) in ids.into_iter().enumerate() {
            self.module.exports.add(&format!("t{number}"), id);
        }
        let memory = self.memory()?;
        self.module.exports.add(&self.memory_name, memory);
        Ok(())
    }

    fn import_shared(&mut self, part: usize) -> Result<()> {
        for (name, number) in self.shared_functions().into_iter().enumerate() {
            if self.assignment.part_of(number) == Some(part) {
                continue;
            }
            let id = self.id(number)?;
            let import = self.module.imports.add(CORE, &name.to_string(), id);
            let function = self.module.funcs.get_mut(id);
            function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
        }
        let ids: Vec<_> = self.module.globals.iter().map(walrus::Global::id).collect();
        for (number, id) in ids.into_iter().enumerate() {
            let import = self.module.imports.add(CORE, &format!("g{number}"), id);
            self.module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        let ids: Vec<_> = self.module.tables.iter().map(walrus::Table::id).collect();
        for (number, id) in ids.into_iter().enumerate() {
            let import = self.module.imports.add(CORE, &format!("t{number}"), id);
            self.module.tables.get_mut(id).import = Some(import);
        }
        let memory = self.memory()?;
        let import = self.module.imports.add(CORE, &self.memory_name, memory);
        self.module.memories.get_mut(memory).import = Some(import);
        Ok(())
    }

    /// Leaves in the table what is the part's own.
    fn fill_table(&mut self, part: Option<usize>) -> Result<()> {
        let table_id = table(&self.module)?;
        let in_table = |element: &&walrus::Element| matches!(element.kind, ElementKind::Active { table, .. } if table == table_id);
        let old: Vec<_> =
            self.module.elements.iter().filter(in_table).map(walrus::Element::id).collect();
        for element in old {
            self.module.elements.delete(element);
            self.module.tables.get_mut(table_id).elem_segments.remove(&element);
        }
        let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
        for (slot, number) in self.assignment.slots_of(part) {
            let id = self.id(number)?;
            match runs.last_mut() {
                Some((start, run))
                    if u32::try_from(run.len())?.checked_add(*start) == Some(slot) =>
                {
                    run.push(id);
                }
                _ => runs.push((slot, vec![id])),
            }
        }
        for (start, run) in runs {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(start)?));
            let kind = ElementKind::Active { table: table_id, offset };
            let element = self.module.elements.add(kind, ElementItems::Functions(run));
            self.module.tables.get_mut(table_id).elem_segments.insert(element);
        }
        // Entrances of parts may have got new places behind the others.
        let end = self.assignment.slots.keys().next_back().copied().unwrap_or(0);
        let size = u64::from(end).saturating_add(1);
        let table = self.module.tables.get_mut(table_id);
        table.initial = table.initial.max(size);
        table.maximum = table.maximum.map(|most| most.max(table.initial));
        Ok(())
    }

    /// Cuts every segment of the data.
    fn write_data(&mut self, cut: impl Fn(data::Segment) -> Vec<data::Segment>) -> Result<()> {
        let memory = self.memory()?;
        let ids: Vec<_> = self.module.data.iter().map(walrus::Data::id).collect();
        for id in ids {
            let data = self.module.data.get_mut(id);
            let DataKind::Active { offset: ConstExpr::Value(Value::I32(address)), .. } = data.kind
            else {
                bail!("data without an address");
            };
            let segment = data::Segment {
                address: u64::try_from(address)?,
                bytes: std::mem::take(&mut data.value),
            };
            self.module.data.delete(id);
            self.module.memories.get_mut(memory).data_segments.remove(&id);
            for piece in cut(segment) {
                let offset = ConstExpr::Value(Value::I32(i32::try_from(piece.address)?));
                let new = self.module.data.add(DataKind::Active { memory, offset }, piece.bytes);
                self.module.memories.get_mut(memory).data_segments.insert(new);
            }
        }
        Ok(())
    }
}
