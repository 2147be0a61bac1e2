//! From findings about a resource back to what the caller wrote.

use super::Mapped;
use super::body::{MAPS, Origin, Written, below};
use super::choices::OF_THE_DOCUMENT;
use super::loss::{LOST_MEMBER, NO_KIND};
use super::rows::{Row, Takes, back};
use crate::diagnostics::{
    Code, Diagnostic, Fix, Json, Operation, Param, Paths, Pointer, Reporter, Severity, cut,
    find_word, looks_like_secret, pieces, shortened, sorted,
};
use crate::kinds::envelope::MISPLACED_MEMBER;
use crate::kinds::rules::guardrail::UNDECIDED;
use crate::schema::{
    BRACKETS, EXPRESSION, NOT_IN_VERSION, OTHER_KINDS_PROPERTY, PROPERTY_CASE, SAME_PROPERTY_TWICE,
    UNKNOWN_PROPERTY, WORD_CASE,
};
use crate::text::{Document, Node, parse};

/// Moves findings over. Dropped are those about what the caller did not write, and those about members that
/// the format's own reader has refused: `refused`, as pointers into the document.
pub(super) fn bring(
    mapped: &Mapped,
    found: Reporter,
    document: &Document<'_>,
    refused: &Refused,
    reporter: &mut Reporter,
) {
    let mapped = &Places::of(mapped);
    reporter.adopt(found, &mut |finding| {
        // Other formats have spellings of their own.
        if finding.code == &WORD_CASE && !mapped.same {
            return None;
        }
        // What is lost is lost whether its value is known or not, and what is not known is not allowed.
        let is_loss = [&NO_KIND, &LOST_MEMBER, &UNDECIDED].contains(&finding.code);
        let unknown = || {
            let pointer = there(document, [mapped.base.as_str(), &finding.path].concat());
            (is_loss && mapped.same).then_some(Place {
                pointer,
                exact: true,
                row: None,
                same: true,
                unknown: false,
            })
        };
        let place = place(mapped, &finding.path).or_else(unknown)?;
        if place.unknown && !is_loss && !(place.exact && is_about_the_name(finding.code)) {
            return None;
        }
        let hidden = || {
            !place.exact
                && !finding.path.is_empty()
                && mapped.refused.at_or_below(&finding.path).next().is_some()
        };
        // A module's defaults stand for what its callers give, and say little while they do not give the kind.
        if mapped.open_kind && !is_loss && find_word(&place.pointer, "/defaultValue").is_some() {
            return None;
        }
        // Why nothing can be written is always told.
        if finding.code != &NO_KIND && (refused.covers(&place.pointer) || hidden()) {
            return None;
        }
        if !mapped.same {
            in_words(mapped, &place, finding, document);
        }
        if place.exact
            && finding.actual.take().is_some()
            && let Some(node) = document.at(&place.pointer)
        {
            finding.actual_json(crate::text::to_json(node));
        }
        finding.fix = finding.fix.take().and_then(|fix| fix_back(mapped, fix, document));
        let related = std::mem::take(&mut finding.related);
        let there = |path: &String| match path.strip_prefix(OF_THE_DOCUMENT) {
            Some(path) => Some(path.to_owned()).filter(|path| *path != place.pointer),
            None => place_of(mapped, path),
        };
        finding.related = related.iter().filter_map(there).collect();
        finding.bytes = None;
        finding.path = place.pointer;
        Some(order(document, &finding.path))
    });
}

/// What the readers of formats have refused, as pointers into the document.
#[derive(Debug, Default)]
pub struct Refused(Vec<String>);

impl Refused {
    /// The places of all errors so far, and of what nobody filled in.
    #[must_use]
    pub fn of(reporter: &mut Reporter) -> Self {
        let open = |own: &Diagnostic| [&BRACKETS, &EXPRESSION].contains(&own.code);
        let errors = reporter.since(0).filter(|own| own.severity == Severity::Error || open(own));
        let told = errors.filter(|own| !own.path.is_empty()).map(|own| own.path.clone());
        let told: Vec<String> = told.collect();
        let at = |index: u32| told.get(index as usize);
        let order = sorted(told.len(), &|a, b| at(a).cmp(&at(b)));
        Self(order.into_iter().filter_map(at).cloned().collect())
    }

    /// Whether a place was refused, or something above it.
    fn covers(&self, pointer: &str) -> bool {
        let mut above = pointer;
        loop {
            if self.0.binary_search_by(|path| path.as_str().cmp(above)).is_ok() {
                return true;
            }
            let Some((parent, _)) = Pointer::split_last(above) else { return false };
            above = parent;
        }
    }
}

/// A mapped resource with its members in order.
struct Places<'m> {
    mapped: &'m Mapped,
    members: Paths<'m>,
    refused: Paths<'m>,
}

impl<'m> Places<'m> {
    fn of(mapped: &'m Mapped) -> Self {
        let members = mapped.body.members.iter().map(|written| written.path.as_str());
        let refused = mapped.refused.iter().map(String::as_str);
        Self { mapped, members: Paths::new(members), refused: Paths::new(refused) }
    }

    fn written(&self, index: u32) -> Option<&'m Written> {
        self.mapped.body.members.get(index as usize)
    }
}

impl std::ops::Deref for Places<'_> {
    type Target = Mapped;

    fn deref(&self) -> &Mapped {
        self.mapped
    }
}

/// Where the value of a pointer, or what should hold it, stands in the document.
fn order(document: &Document<'_>, pointer: &str) -> u32 {
    let mut node = document.root();
    for token in Pointer::tokens(pointer).into_iter().flatten() {
        match node.and_then(|node| node.child(&token)) {
            Some(child) => node = Some(child),
            None => break,
        }
    }
    node.map_or(0, Node::index)
}

/// The nearest place at or above a pointer that is there: what an expression makes stands where the expression is.
fn there(document: &Document<'_>, mut pointer: String) -> String {
    while document.at(&pointer).is_none()
        && let Some((above, _)) = Pointer::split_last(&pointer)
    {
        pointer.truncate(above.len());
    }
    pointer
}

/// A place in the document.
struct Place {
    pointer: String,
    /// The value there is the value that was found fault with.
    exact: bool,
    row: Option<&'static Row>,
    /// What stands there, or is missing there, is what the resource has or lacks.
    same: bool,
    /// The value there is not known.
    unknown: bool,
}

/// Whether a finding is about a member as such, whatever its value.
fn is_about_the_name(code: &Code) -> bool {
    [
        &NOT_IN_VERSION,
        &UNKNOWN_PROPERTY,
        &OTHER_KINDS_PROPERTY,
        &PROPERTY_CASE,
        &SAME_PROPERTY_TWICE,
        &MISPLACED_MEMBER,
    ]
    .contains(&code)
}

fn place_of(mapped: &Places<'_>, path: &str) -> Option<String> {
    place(mapped, path).map(|place| place.pointer)
}

/// The place of a pointer into the resource; `None` if the caller did not write what it names.
fn place(mapped: &Places<'_>, path: &str) -> Option<Place> {
    if let Some(written) = mapped.members.at_or_above(path).and_then(|at| mapped.written(at)) {
        let Origin { mut pointer, row, same } = written.origin.clone()?;
        if same {
            pointer.push_str(path.get(written.path.len()..).unwrap_or_default());
        }
        let exact = same || written.path == path;
        return Some(Place { pointer, exact, row, same, unknown: written.unknown });
    }
    let made = mapped.places.iter().filter(|(made, ..)| Pointer::is_at_or_below(path, made));
    if let Some((made, pointer, same)) = made.max_by_key(|(made, ..)| made.len()) {
        let rest = path.get(made.len()..).filter(|_| *same).unwrap_or_default();
        let pointer = [pointer.as_str(), rest].concat();
        return Some(Place { pointer, exact: false, row: None, same: *same, unknown: false });
    }
    if mapped.same {
        let pointer = [mapped.base.as_str(), path].concat();
        return Some(Place { pointer, exact: false, row: None, same: true, unknown: false });
    }
    let mut above = path;
    loop {
        if let Some((pointer, row)) = named(mapped, above) {
            return Some(Place { pointer, exact: false, row, same: false, unknown: false });
        }
        let (parent, _) = Pointer::split_last(above)?;
        // An object that was put together: the first of its members that the caller wrote.
        let first = |path| {
            let made = mapped.members.at_or_below(path);
            let own = made.filter_map(|at| Some((at, mapped.written(at)?.origin.as_ref()?)));
            own.min_by_key(|(at, _)| *at).map(|(_, origin)| origin.clone())
        };
        if above == path
            && let Some(origin) = first(path)
        {
            return Some(Place {
                pointer: origin.pointer,
                exact: false,
                row: None,
                same: false,
                unknown: false,
            });
        }
        above = parent;
        if above.is_empty() {
            return Some(Place {
                pointer: mapped.base.clone(),
                exact: false,
                row: None,
                same: false,
                unknown: false,
            });
        }
    }
}

/// Where a member of the resource would stand, by the rows of the format.
fn named(mapped: &Mapped, path: &str) -> Option<(String, Option<&'static Row>)> {
    let words = mapped.words;
    if let Some((_, place)) = words.places.iter().find(|(theirs, _)| *theirs == path) {
        return Some(((*place).to_owned(), None));
    }
    words.rows.iter().find_map(|rows| in_rows(rows, path, &mapped.base))
}

fn in_rows(rows: &'static [Row], path: &str, base: &str) -> Option<(String, Option<&'static Row>)> {
    rows.iter().find_map(|row| {
        if !row.to.is_empty() && !Pointer::is_at_or_below(path, row.to) {
            return None;
        }
        let rest = path.get(row.to.len()..)?;
        let here = below(base, row.name);
        match row.takes {
            _ if rest.is_empty() && !row.to.is_empty() => Some((here, Some(row))),
            Takes::Object(rows) => in_rows(rows, rest, &here),
            // Of a block that is not there the block itself is missing.
            Takes::Block(_) if rest.is_empty() => Some((here, Some(row))),
            Takes::Block(rows) => in_rows(rows, rest, &below(&here, "0")),
            Takes::Choice(choices) => {
                choices.iter().find_map(|(_, rows)| in_rows(rows, rest, &here))
            }
            Takes::Objects(rows) => {
                let rest = rest.strip_prefix('/')?;
                let end = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
                let item = below(&here, rest.get(..end)?);
                in_rows(rows, rest.get(end..)?, &item)
            }
            _ => None,
        }
    })
}

/// The same change in the document; `None` if it cannot be said there.
fn fix_back(mapped: &Places<'_>, mut fix: Fix, document: &Document<'_>) -> Option<Fix> {
    if mapped.same {
        let mut all = true;
        for path in fix.patch.iter_mut().flat_map(paths) {
            // A value that is used from elsewhere may be used for more than this.
            let own =
                |place: &Place| place.same && Pointer::is_at_or_below(&place.pointer, &mapped.base);
            match place(mapped, path).filter(own) {
                Some(place) => *path = place.pointer,
                None => all = false,
            }
        }
        return all.then_some(fix);
    }
    let [operation] = fix.patch.as_slice() else { return None };
    let (path, value) = match operation {
        Operation::Replace { path, value } | Operation::Add { path, value } => (path, Some(value)),
        Operation::Remove { path } => (path, None),
        _ => return None,
    };
    let place = place(mapped, path)?;
    let there = document.at(&place.pointer).is_some();
    let Some(value) = value else {
        // Taking away what the caller wrote in one piece.
        return (place.exact && there && place.row.is_some()).then(|| {
            Fix::new(&fix.title, fix.applicability, vec![Operation::Remove { path: place.pointer }])
        });
    };
    let row = place.row?;
    let text = value.as_str();
    let parsed = parse(text, &mut Reporter::new())?;
    let value = back(row, parsed.root()?)?;
    let path = place.pointer;
    let patch = if there {
        if !place.exact {
            return None;
        }
        Operation::Replace { path, value: value.clone() }
    } else {
        Operation::Add { path, value: value.clone() }
    };
    let title = if value.as_str() == text { fix.title } else { write_title(&value) };
    Some(Fix::new(&title, fix.applicability, vec![patch]))
}

/// The pointers of an operation.
fn paths(operation: &mut Operation) -> Vec<&mut String> {
    match operation {
        Operation::Add { path, .. }
        | Operation::Remove { path }
        | Operation::Replace { path, .. }
        | Operation::Test { path, .. } => vec![path],
        Operation::Move { from, path } | Operation::Copy { from, path } => vec![from, path],
    }
}

fn write_title(value: &Json) -> String {
    ["write `", value.as_str().trim_matches('"'), "`"].concat()
}

/// The help of a finding whose own help names only members that the format has no word for.
const ELSEWHERE: &str =
    "this format cannot express it: set it in the studio, in a template or in an ARM body";

/// Puts the format's words into what a finding is made of: names of members, values of them, and what the
/// caller wrote in the place of what was made of it.
fn in_words(mapped: &Places<'_>, place: &Place, finding: &mut Diagnostic, document: &Document<'_>) {
    // Keys of maps are the caller's.
    let in_map = Pointer::split_last(&finding.path)
        .is_some_and(|(above, _)| MAPS.contains(&above.rsplit('/').next().unwrap_or_default()));
    let written = place.exact.then(|| written(mapped, place, finding, document)).flatten();
    for (_, param) in &mut finding.params {
        match (param, &written) {
            (Param::Member(members), _) if !in_map => {
                let words = pieces(members, b',').map(|member| {
                    let member = member.trim();
                    word_of(mapped, place, member).unwrap_or(member)
                });
                *members = words.collect::<Vec<_>>().join(", ");
            }
            (Param::User(text), Some((made, written))) if text == made => {
                text.clone_from(written);
            }
            _ => {}
        }
    }
    let (message, help) = finding.named_members();
    let mut known = false;
    for (marker, is_help) in
        message.iter().map(|name| (*name, false)).chain(help.iter().map(|name| (*name, true)))
    {
        let Some(words) = spelled(mapped, place, marker) else { continue };
        known |= is_help;
        if !finding.params.iter().any(|(name, _)| *name == marker) {
            finding.params.push((marker, Param::Member(words)));
        }
    }
    if !help.is_empty() && !known {
        finding.helped("elsewhere", ELSEWHERE);
    }
}

/// The value that was found fault with, and what the caller wrote for it, where the two differ.
fn written(
    mapped: &Places<'_>,
    place: &Place,
    finding: &Diagnostic,
    document: &Document<'_>,
) -> Option<(String, String)> {
    let made = mapped.members.exactly(&finding.path).and_then(|at| mapped.written(at))?;
    let parsed = parse(made.value.as_str(), &mut Reporter::new())?;
    let (made, node) = (parsed.root()?, document.at(&place.pointer)?);
    if node.text().is_some_and(|text| looks_like_secret(text).is_some()) {
        return None;
    }
    let plain = |node: Node<'_>| shortened(node.text().unwrap_or_else(|| node.spelling()));
    let (made, written) = (plain(made), plain(node));
    (made != written && !made.is_empty()).then_some((made, written))
}

/// What a member, or `member=value`, is in the format.
fn spelled(mapped: &Mapped, place: &Place, marker: &str) -> Option<String> {
    let Some((member, value)) = cut(marker, b'=') else {
        return word_of(mapped, place, marker).map(str::to_owned);
    };
    let row = place.row.filter(|row| last(row.to) == member);
    let row = row.or_else(|| mapped.words.rows.iter().find_map(|rows| row_of(rows, member)))?;
    let plain = matches!(value, "true" | "false") || value.bytes().all(|b| b.is_ascii_digit());
    let json = if plain { Json::raw(value.to_owned()) } else { Json::from(value) };
    let parsed = parse(json.as_str(), &mut Reporter::new())?;
    back(row, parsed.root()?).map(|value| value.as_str().trim_matches('"').to_owned())
}

/// The format's name for a member of the resource: that of the place, else the first that goes there.
fn word_of(mapped: &Mapped, place: &Place, member: &str) -> Option<&'static str> {
    if let Some(row) = place.row.filter(|row| last(row.to) == member) {
        return Some(row.name);
    }
    let words = mapped.words;
    let row = words.rows.iter().find_map(|rows| row_of(rows, member));
    row.map(|row| row.name).or_else(|| {
        let place = words.places.iter().find(|(theirs, _)| last(theirs) == member);
        place.map(|(_, place)| last(place))
    })
}

fn row_of(rows: &'static [Row], member: &str) -> Option<&'static Row> {
    rows.iter().find_map(|row| {
        if last(row.to) == member {
            return Some(row);
        }
        match row.takes {
            Takes::Object(rows) | Takes::Objects(rows) | Takes::Block(rows) => row_of(rows, member),
            Takes::Choice(choices) => choices.iter().find_map(|(_, rows)| row_of(rows, member)),
            _ => None,
        }
    })
}

/// The last token of a pointer.
fn last(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or_default()
}
