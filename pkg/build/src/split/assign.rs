//! The plan carried over to the module that wasm-bindgen has made: it has added functions of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail};
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalId, Module,
    TableId,
};

use super::plan::{Part, Plan};

/// The number of a function in the order of the module: the same in every reading of the same bytes.
pub(super) type Number = usize;

/// Where the functions of a module go.
#[derive(Debug, Default)]
pub(super) struct Assignment {
    /// The part of every function; the core's have none.
    home: HashMap<Number, usize>,
    /// Functions of a part through which the core reaches it, and their places in the table.
    pub(super) entries: BTreeMap<Number, u32>,
    /// Places in the table, and whose functions stand there.
    pub(super) slots: BTreeMap<u32, Number>,
    /// What a part needs of the core.
    pub(super) needs: Vec<Needs>,
}

/// What a part needs of the core.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub(super) functions: BTreeSet<Number>,
    pub(super) globals: BTreeSet<usize>,
}

impl Assignment {
    /// Whose function it is.
    pub(super) fn part_of(&self, number: Number) -> Option<usize> {
        self.home.get(&number).copied()
    }

    /// The functions of a part that stand in the table, with their places.
    pub(super) fn slots_of(&self, part: Option<usize>) -> impl Iterator<Item = (u32, Number)> {
        let own = move |(_, number): &(&u32, &Number)| self.part_of(**number) == part;
        self.slots.iter().filter(own).map(|(slot, number)| (*slot, *number))
    }

    /// Follows the calls of a module.
    pub(super) fn of(module: &Module, plan: &Plan, parts: &[Part]) -> Result<Self> {
        let ids: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
        let numbers: HashMap<FunctionId, Number> =
            ids.iter().enumerate().map(|(number, id)| (*id, number)).collect();
        let globals: HashMap<GlobalId, usize> = module
            .globals
            .iter()
            .enumerate()
            .map(|(number, global)| (global.id(), number))
            .collect();
        let calls: Vec<Uses> = ids.iter().map(|id| uses(module, *id, &numbers, &globals)).collect();
        let name = |number: Number| {
            let id = ids.get(number)?;
            module.funcs.get(*id).name.as_deref()
        };
        let planned = |number: Number| name(number).and_then(|name| plan.home(name));

        let mut found = Self { slots: slots(module, &numbers)?, ..Self::default() };
        let mut entrances: Vec<BTreeSet<Number>> = vec![BTreeSet::new(); parts.len()];
        let mut core: Vec<Number> =
            module.start.iter().filter_map(|id| numbers.get(id).copied()).collect();
        for export in module.exports.iter() {
            let ExportItem::Function(id) = export.item else { continue };
            let number = *numbers.get(&id).context("an export of nothing")?;
            let part = parts.iter().position(|part| part.has_export(&export.name));
            match part.and_then(|part| entrances.get_mut(part)) {
                Some(entrances) => {
                    entrances.insert(number);
                }
                None => core.push(number),
            }
        }
        for number in 0..ids.len() {
            match planned(number) {
                Some(Some(part)) if name(number).is_some_and(|name| plan.is_door(name)) => {
                    entrances.get_mut(part).context("no such part")?.insert(number);
                }
                Some(None) => core.push(number),
                _ => {}
            }
        }
        // What the plan does not know and somebody may call through the table.
        core.extend(found.slots.values().copied().filter(|number| planned(*number).is_none()));
        let doors: BTreeSet<Number> = entrances.iter().flatten().copied().collect();
        let mut core = closure(&calls, core, &doors);
        let of_parts = loop {
            let mut of_parts: Vec<BTreeSet<Number>> = Vec::new();
            for (part, own) in entrances.iter().enumerate() {
                let planned = (0..ids.len()).filter(|number| planned(*number) == Some(Some(part)));
                let from = own.iter().copied().chain(planned).collect();
                let closed = doors.difference(own).chain(&core).copied().collect();
                of_parts.push(closure(&calls, from, &closed));
            }
            let mut twice: Vec<Number> = Vec::new();
            for (at, part) in of_parts.iter().enumerate() {
                for other in of_parts.iter().skip(at.saturating_add(1)) {
                    twice.extend(part.intersection(other));
                }
            }
            if twice.is_empty() {
                break of_parts;
            }
            core.extend(closure(&calls, twice, &doors));
        };
        for (part, functions) in of_parts.iter().enumerate() {
            let own = functions
                .iter()
                .copied()
                .filter(|it| !core.contains(it) && calls.get(*it).is_some_and(|it| it.local));
            found.home.extend(own.map(|number| (number, part)));
        }
        let next = table_end(module)?;
        for (entry, slot) in doors.into_iter().zip(next..) {
            if found.part_of(entry).is_none() {
                bail!(
                    "{} is not of the part whose entrance it is",
                    name(entry).unwrap_or_default()
                );
            }
            let known = found.slots.iter().find(|(_, number)| **number == entry);
            let slot = known.map_or(slot, |(slot, _)| *slot);
            found.slots.insert(slot, entry);
            found.entries.insert(entry, slot);
        }
        for part in 0..parts.len() {
            let mut needs = Needs::default();
            for (number, uses) in calls.iter().enumerate() {
                if found.part_of(number) == Some(part) {
                    let elsewhere = |number: &&Number| {
                        found.part_of(**number) != Some(part)
                            && calls.get(**number).is_some_and(|it| it.local)
                    };
                    needs.functions.extend(uses.functions.iter().filter(elsewhere));
                    needs.globals.extend(&uses.globals);
                }
            }
            found.needs.push(needs);
        }
        Ok(found)
    }
}

/// What a function uses.
#[derive(Default)]
struct Uses {
    /// It is none of JavaScript's.
    local: bool,
    functions: BTreeSet<Number>,
    globals: BTreeSet<usize>,
}

struct Looking<'m> {
    numbers: &'m HashMap<FunctionId, Number>,
    of_globals: &'m HashMap<GlobalId, usize>,
    uses: Uses,
}

impl Visitor<'_> for Looking<'_> {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.uses.functions.extend(self.numbers.get(function));
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.uses.globals.extend(self.of_globals.get(global));
    }
}

fn uses(
    module: &Module,
    id: FunctionId,
    numbers: &HashMap<FunctionId, Number>,
    of_globals: &HashMap<GlobalId, usize>,
) -> Uses {
    let FunctionKind::Local(function) = &module.funcs.get(id).kind else {
        return Uses::default();
    };
    let mut looking =
        Looking { numbers, of_globals, uses: Uses { local: true, ..Uses::default() } };
    dfs_in_order(&mut looking, function, function.entry_block());
    looking.uses
}

/// Everything that is called from some, up to what is closed.
fn closure(calls: &[Uses], from: Vec<Number>, closed: &BTreeSet<Number>) -> BTreeSet<Number> {
    let mut waiting = from;
    let mut reached = BTreeSet::new();
    while let Some(number) = waiting.pop() {
        if !closed.contains(&number) && reached.insert(number) {
            waiting.extend(calls.get(number).iter().flat_map(|uses| &uses.functions));
        }
    }
    reached
}

/// The table of functions.
pub(super) fn table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the module has no table of functions")
}

fn table_end(module: &Module) -> Result<u32> {
    Ok(u32::try_from(module.tables.get(table(module)?).initial)?)
}

/// The functions that stand in the table.
fn slots(module: &Module, numbers: &HashMap<FunctionId, Number>) -> Result<BTreeMap<u32, Number>> {
    let table = table(module)?;
    let mut slots = BTreeMap::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table: of, offset } = &element.kind else { continue };
        if *of != table {
            continue;
        }
        let (ConstExpr::Value(Value::I32(offset)), ElementItems::Functions(functions)) =
            (offset, &element.items)
        else {
            bail!("functions stand in the table in a way that cannot be split");
        };
        for (slot, id) in (u32::try_from(*offset)?..).zip(functions) {
            slots.insert(slot, *numbers.get(id).context("no such function")?);
        }
    }
    Ok(slots)
}
