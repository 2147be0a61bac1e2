//! What refers to what in a linked module: its relocations say it of code and of data alike, function pointers in
//! tables and texts included.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{
    BinaryReader, DataKind, ExternalKind, KnownCustom, Linking, LinkingSectionReader, Name,
    Operator, Parser, Payload, RelocSectionReader, SymbolInfo,
};

/// A function by its index, or a piece of data by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Function(u32),
    Data(usize),
}

/// A linked module as a graph.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The names of functions, as the compiler wrote them.
    pub(super) names: HashMap<u32, String>,
    /// Exported functions.
    pub(super) exports: Vec<(String, u32)>,
    /// Addresses of the pieces of data, in order.
    pub(super) pieces: Vec<Range<u64>>,
    edges: HashMap<Node, Vec<Node>>,
}

/// The parts of a file that the graph is made of.
#[derive(Default)]
struct Raw<'m> {
    code: usize,
    bodies: Vec<Range<usize>>,
    imported: u32,
    data: usize,
    segments: Vec<Segment>,
    symbols: Vec<SymbolInfo<'m>>,
    in_code: Vec<(usize, u32)>,
    in_data: Vec<(usize, u32)>,
}

struct Segment {
    /// Where its bytes stand in the file.
    start: usize,
    address: u64,
    length: usize,
}

impl Links {
    /// Reads a module that was linked with `--emit-relocs`.
    pub(super) fn of(module: &[u8]) -> Result<Self> {
        let mut links = Self::default();
        let raw = links.read(module)?;
        let numbers = links.number_pieces(&raw)?;
        let node = |symbol: u32| match raw.symbols.get(symbol as usize)? {
            SymbolInfo::Func { index, .. } => Some(Node::Function(*index)),
            SymbolInfo::Data { .. } => numbers.get(&symbol).map(|number| Node::Data(*number)),
            _ => None,
        };
        for (offset, symbol) in &raw.in_code {
            let at = raw.code.saturating_add(*offset);
            let body = raw.bodies.partition_point(|body| body.start <= at).checked_sub(1);
            let body = u32::try_from(body.context("a relocation in front of the code")?)?;
            let from = Node::Function(raw.imported.saturating_add(body));
            links.edges.entry(from).or_default().extend(node(*symbol));
        }
        for (offset, symbol) in &raw.in_data {
            let at = raw.data.saturating_add(*offset);
            let segment = raw
                .segments
                .iter()
                .find(|it| (it.start..it.start.saturating_add(it.length)).contains(&at));
            let segment = segment.context("a relocation outside of the data")?;
            let within = at.saturating_sub(segment.start) as u64;
            let from = links.piece_at(segment.address.saturating_add(within));
            let from = Node::Data(from.context("a relocation in no piece of data")?);
            links.edges.entry(from).or_default().extend(node(*symbol));
        }
        Ok(links)
    }

    /// What a function or a piece of data refers to.
    pub(super) fn from(&self, node: Node) -> &[Node] {
        self.edges.get(&node).map_or(&[], Vec::as_slice)
    }

    fn piece_at(&self, address: u64) -> Option<usize> {
        let number = self.pieces.partition_point(|it| it.start <= address).checked_sub(1)?;
        self.pieces.get(number).filter(|it| it.contains(&address)).map(|_| number)
    }

    /// Orders the pieces of data; those that overlap are one. Gives the number of every symbol that is one.
    fn number_pieces(&mut self, raw: &Raw<'_>) -> Result<HashMap<u32, usize>> {
        let mut found: BTreeMap<(u64, u64), Vec<u32>> = BTreeMap::new();
        for (number, symbol) in raw.symbols.iter().enumerate() {
            let SymbolInfo::Data { symbol: Some(place), .. } = symbol else { continue };
            if place.size > 0 {
                let segment = raw.segments.get(place.index as usize).context("no such segment")?;
                let start = segment.address.saturating_add(u64::from(place.offset));
                let end = start.saturating_add(u64::from(place.size));
                found.entry((start, end)).or_default().push(u32::try_from(number)?);
            }
        }
        let mut numbers = HashMap::new();
        for ((start, end), symbols) in found {
            match self.pieces.last_mut() {
                Some(last) if start < last.end => last.end = last.end.max(end),
                _ => self.pieces.push(start..end),
            }
            let number = self.pieces.len().saturating_sub(1);
            numbers.extend(symbols.into_iter().map(|symbol| (symbol, number)));
        }
        Ok(numbers)
    }

    fn read<'m>(&mut self, module: &'m [u8]) -> Result<Raw<'m>> {
        let mut raw = Raw::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, wasmparser::TypeRef::Func(_)) {
                            raw.imported = raw.imported.saturating_add(1);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            self.exports.push((export.name.to_owned(), export.index));
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => raw.code = range.start,
                Payload::CodeSectionEntry(body) => raw.bodies.push(body.range()),
                Payload::DataSection(segments) => {
                    raw.data = segments.range().start;
                    for segment in segments {
                        raw.segments.push(Segment::of(&segment?)?);
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => {
                        for name in names {
                            if let Name::Function(functions) = name? {
                                for naming in functions {
                                    let naming = naming?;
                                    self.names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                        }
                    }
                    _ => raw.custom(section.name(), section.data())?,
                },
                _ => {}
            }
        }
        Ok(raw)
    }
}

impl<'m> Raw<'m> {
    fn custom(&mut self, name: &str, data: &'m [u8]) -> Result<()> {
        let reader = BinaryReader::new(data, 0);
        match name {
            "linking" => {
                for section in LinkingSectionReader::new(reader)?.subsections() {
                    if let Linking::SymbolTable(symbols) = section? {
                        self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                    }
                }
            }
            "reloc.CODE" => self.in_code = relocations(reader)?,
            "reloc.DATA" => self.in_data = relocations(reader)?,
            _ => {}
        }
        Ok(())
    }
}

impl Segment {
    fn of(data: &wasmparser::Data<'_>) -> Result<Self> {
        let DataKind::Active { offset_expr, .. } = &data.kind else {
            anyhow::bail!("a segment of data without an address")
        };
        let address = match offset_expr.get_operators_reader().read()? {
            Operator::I32Const { value } => u64::try_from(value)?,
            _ => anyhow::bail!("a segment of data whose address is no constant"),
        };
        let (end, length) = (data.range.end, data.data.len());
        Ok(Self { start: end.saturating_sub(length), address, length })
    }
}

/// Offsets in a section, and the symbols that stand there.
fn relocations(reader: BinaryReader<'_>) -> Result<Vec<(usize, u32)>> {
    let mut found = Vec::new();
    for entry in RelocSectionReader::new(reader)?.entries() {
        let entry = entry?;
        // Its index is that of a type.
        if entry.ty != wasmparser::RelocationType::TypeIndexLeb {
            found.push((entry.offset as usize, entry.index));
        }
    }
    Ok(found)
}
