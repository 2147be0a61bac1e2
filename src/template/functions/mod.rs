//! The functions of templates, one entry each. Sources: the pages "string functions", "array functions",
//! "object functions", "logical functions", "comparison functions", "numeric functions", "date functions",
//! "lambda functions", "CIDR functions", "deployment functions", "resource functions" and "scope functions"
//! for templates of the resource manager, and "array functions for Bicep", which compiles to them (learn.microsoft.com/azure/azure-resource-manager/templates,
//! template-functions-…, read 2026-11). A function that needs Azure has an entry without a body.

mod dates;
mod ids;
mod lambdas;
mod lists;
mod logic;
mod numbers;
mod objects;
#[cfg(test)]
mod tests;
mod texts;

use super::machine::Function;
use super::machine::Run::{self, Azure, Form as Formed, Loose, Strict};
use super::value::{Data, Piece, Value};

pub(super) use texts::{formatted, pieces_of};

const ANY: u8 = u8::MAX;

const fn function(name: &'static str, least: u8, most: u8, run: Run) -> Function {
    Function { name, least, most, run }
}

static FUNCTIONS: &[Function] = &[
    // String functions.
    function("base64", 1, 1, Strict(texts::base64)),
    function("base64ToJson", 1, 1, Strict(texts::base64_to_json)),
    function("base64ToString", 1, 1, Strict(texts::base64_to_string)),
    function("concat", 0, ANY, Loose(texts::concat)),
    function("contains", 2, 2, Loose(objects::contains)),
    function("dataUri", 1, 1, Strict(texts::data_uri)),
    function("dataUriToString", 1, 1, Strict(texts::data_uri_to_string)),
    function("empty", 1, 1, Loose(objects::empty)),
    function("endsWith", 2, 2, Loose(texts::ends_with)),
    function("first", 1, 1, Loose(lists::first)),
    function("format", 1, ANY, Loose(texts::format)),
    function("guid", 1, ANY, Azure),
    function("indexOf", 2, 2, Strict(lists::index_of)),
    function("join", 2, 2, Loose(texts::join)),
    function("json", 1, 1, Strict(texts::json)),
    function("last", 1, 1, Loose(lists::last)),
    function("lastIndexOf", 2, 2, Strict(lists::last_index_of)),
    function("length", 1, 1, Loose(objects::length)),
    function("newGuid", 0, 0, Azure),
    function("padLeft", 2, 3, Strict(texts::pad_left)),
    function("replace", 3, 3, Loose(texts::replace)),
    function("skip", 2, 2, Loose(lists::skip)),
    function("split", 2, 2, Strict(texts::split)),
    function("startsWith", 2, 2, Loose(texts::starts_with)),
    function("string", 1, 1, Loose(texts::string)),
    function("substring", 2, 3, Strict(texts::substring)),
    function("take", 2, 2, Loose(lists::take)),
    function("toLower", 1, 1, Loose(texts::to_lower)),
    function("toUpper", 1, 1, Loose(texts::to_upper)),
    function("trim", 1, 1, Strict(texts::trim)),
    function("uniqueString", 1, ANY, Azure),
    function("uri", 2, 2, Strict(texts::uri)),
    function("uriComponent", 1, 1, Strict(texts::uri_component)),
    function("uriComponentToString", 1, 1, Strict(texts::uri_component_to_string)),
    function("buildUri", 1, 1, Azure),
    function("parseUri", 1, 1, Azure),
    // Array functions.
    function("array", 1, 1, Loose(lists::array)),
    function("createArray", 0, ANY, Loose(lists::create)),
    function("flatten", 1, 1, Loose(lists::flatten)),
    function("indexFromEnd", 2, 2, Loose(lists::from_end)),
    function("intersection", 2, ANY, Strict(lists::intersection)),
    function("max", 1, ANY, Strict(numbers::max)),
    function("min", 1, ANY, Strict(numbers::min)),
    function("range", 2, 2, Strict(lists::range)),
    function("tryGet", 2, ANY, Loose(objects::try_get)),
    function("tryIndexFromEnd", 2, 2, Loose(lists::try_from_end)),
    function("union", 1, ANY, Loose(objects::union)),
    // Object functions.
    function("createObject", 0, ANY, Loose(objects::create)),
    function("items", 1, 1, Loose(objects::items)),
    function("null", 0, 0, Strict(logic::null)),
    function("objectKeys", 1, 1, Strict(objects::keys)),
    function("shallowMerge", 1, 1, Loose(objects::shallow_merge)),
    // Logical functions.
    function("and", 1, ANY, Formed(logic::and)),
    function("bool", 1, 1, Strict(logic::boolean)),
    function("false", 0, 0, Strict(logic::wrong)),
    function("if", 3, 3, Formed(logic::choose)),
    function("not", 1, 1, Strict(logic::not)),
    function("or", 1, ANY, Formed(logic::or)),
    function("true", 0, 0, Strict(logic::right)),
    // Comparison functions.
    function("coalesce", 1, ANY, Formed(logic::coalesce)),
    function("equals", 2, 2, Loose(logic::equals)),
    function("greater", 2, 2, Strict(numbers::greater)),
    function("greaterOrEquals", 2, 2, Strict(numbers::greater_or_equals)),
    function("less", 2, 2, Strict(numbers::less)),
    function("lessOrEquals", 2, 2, Strict(numbers::less_or_equals)),
    // Numeric functions.
    function("add", 2, 2, Strict(numbers::add)),
    function("copyIndex", 0, 2, Loose(numbers::copy_index)),
    function("div", 2, 2, Strict(numbers::div)),
    function("float", 1, 1, Azure),
    function("int", 1, 1, Strict(numbers::int)),
    function("mod", 2, 2, Strict(numbers::modulo)),
    function("mul", 2, 2, Strict(numbers::mul)),
    function("sub", 2, 2, Strict(numbers::sub)),
    // Date functions.
    function("dateTimeAdd", 2, 3, Strict(dates::add)),
    function("dateTimeFromEpoch", 1, 1, Strict(dates::from_epoch)),
    function("dateTimeToEpoch", 1, 1, Strict(dates::to_epoch)),
    function("utcNow", 0, 1, Strict(dates::now)),
    // Lambda functions.
    function("filter", 2, 2, Formed(lambdas::filter)),
    function("groupBy", 2, 2, Formed(lambdas::group_by)),
    function("lambda", 1, ANY, Azure),
    function("lambdaVariables", 1, 1, Loose(lambdas::variable)),
    function("map", 2, 2, Formed(lambdas::map)),
    function("mapValues", 2, 2, Formed(lambdas::map_values)),
    function("reduce", 3, 3, Formed(lambdas::reduce)),
    function("sort", 2, 2, Formed(lambdas::sort)),
    function("toObject", 2, 3, Formed(lambdas::to_object)),
    // CIDR functions.
    function("cidrHost", 2, 2, Azure),
    function("cidrSubnet", 3, 3, Azure),
    function("parseCidr", 1, 1, Azure),
    // Deployment functions.
    function("deployer", 0, 0, Azure),
    function("deployment", 0, 0, Azure),
    function("environment", 0, 0, Azure),
    function("externalInput", 1, 2, Azure),
    function("externalInputs", 1, 2, Azure),
    function("fail", 1, 1, Azure),
    function("parameters", 1, 1, Loose(ids::parameters)),
    function("variables", 1, 1, Loose(ids::variables)),
    // Resource functions.
    function("extensionResourceId", 3, ANY, Loose(ids::extension_resource_id)),
    function("getSecret", 2, 3, Azure),
    function("pickZones", 3, 5, Azure),
    function("providers", 1, 2, Azure),
    function("reference", 1, 3, Azure),
    function("references", 1, 2, Azure),
    function("resourceId", 2, ANY, Loose(ids::resource_id)),
    function("subscriptionResourceId", 2, ANY, Loose(ids::subscription_resource_id)),
    function("tenantResourceId", 2, ANY, Loose(ids::tenant_resource_id)),
    function("managementGroupResourceId", 2, ANY, Azure),
    function("resourceInfo", 1, 1, Azure),
    function("toLogicalZone", 3, 3, Azure),
    function("toLogicalZones", 3, 3, Azure),
    function("toPhysicalZone", 3, 3, Azure),
    function("toPhysicalZones", 3, 3, Azure),
    // Scope functions.
    function("managementGroup", 0, 1, Azure),
    function("resourceGroup", 0, 2, Loose(ids::resource_group)),
    function("subscription", 0, 1, Loose(ids::subscription)),
    function("tenant", 0, 0, Azure),
];

/// The function of this name; names are compared without case.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name.eq_ignore_ascii_case(name))
}

/// The beginning of a text, as far as it is known.
fn beginning<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match &value.data {
        Data::Text(text) => Some(text),
        Data::Part(pieces, _) => match pieces.first() {
            Some(Piece::Known(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The end of a text, as far as it is known.
fn end<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match &value.data {
        Data::Text(text) => Some(text),
        Data::Part(pieces, _) => match pieces.last() {
            Some(Piece::Known(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}
