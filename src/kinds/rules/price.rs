//! What a compute costs at most (`guardrails.maxHourlyPrice`), by the prices that the caller gives: those of
//! the service's list of sizes, or rows of the public price list (`facts.prices`). The catalogue has none.

use crate::catalog::Amount;
use crate::diagnostics::{Reporter, codes};
use crate::kinds::prices::{self, Asked, Tier};
use crate::kinds::{Context, Count};
use crate::text::Node;

codes! {
    PRICE = "guardrail/price" Error {
        message: [
            "" => "`{actual}` costs {price} {currency} an hour; at most {limit} is allowed here",
            "nodes" => "{count} nodes of `{actual}` cost {price} {currency} an hour; at most {limit} is allowed here",
        ],
        help: "choose a smaller size, or fewer nodes",
        summary: "The compute may cost more an hour than the organisation allows.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails and prices" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_E8as_v5\",\"scaleSettings\":{\"maxNodeCount\":3}}}}" with "{\"facts\":{\"prices\":{\"sizes\":{\"Standard_E8as_v5\":{\"dedicated\":0.6}}}},\"guardrails\":{\"version\":1,\"maxHourlyPrice\":1.5}}",
    }
    PRICE_UNKNOWN = "guardrail/price-unknown" Info {
        message: [
            "" => "the limit of {limit} {currency} an hour could not be checked: there is no price for `{actual}`",
            "pages" => "the limit of {limit} {currency} an hour could not be checked: no price page contains `{actual}`",
        ],
        help: [
            "" => "give facts.prices or facts.vmSizes with a price of this size for this region, tier and currency",
            "pages" => "give the responses of all pages as a list, or query the prices of this size only",
        ],
        summary: "The organisation sets a limit, but there is no price to compare with it.",
        why: "A limit that cannot be checked protects nobody.",
        evidence: [Reasoning "the caller's guardrails and prices" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_E8as_v5\"}}}" with "{\"guardrails\":{\"version\":1,\"maxHourlyPrice\":1.5}}",
    }
}

/// Compares the price with the limit, both if they are known.
pub(super) fn check(cx: &Context<'_>, settings: Node<'_>, reporter: &mut Reporter) {
    let limit = settings.get_exact("maxHourlyPrice").map(Node::spelling).and_then(Amount::parse);
    let currency = settings.get_exact("currency").and_then(Node::text).unwrap_or("USD");
    let Some(machines) = cx.kind.machines.filter(|_| cx.kind.managed) else { return };
    let (Some(limit), Some(size)) = (limit, cx.data.filled(machines.size)) else { return };
    let is_low = cx.data.is_word(&["vmPriority"], "LowPriority");
    let tier = if is_low { Tier::Low } else { Tier::Standard };
    let region = cx.region();
    let asked =
        Asked { region: region.as_deref(), currency: Some(currency), today: cx.options.day() };
    let facts = cx.facts.root();
    let Some(price) = facts.and_then(|facts| prices::of(facts, asked, size, tier)) else {
        let finding = cx.data.report(&PRICE_UNKNOWN, machines.size, reporter).param("actual", size);
        finding.param("currency", currency).param("limit", &limit.to_string());
        if facts.is_some_and(|facts| !prices::is_complete(facts)) {
            finding.reason("pages");
        }
        return;
    };
    let (counted, count) = match machines.count {
        Count::Counted { most, .. } => (Some(most), cx.data.integer(most)),
        Count::One => (None, Some(1)),
    };
    let Some(count) = count else { return };
    let price = price.multiplied(count);
    if price > limit {
        let finding = cx.data.report(&PRICE, machines.size, reporter);
        if let Some(counted) = counted.filter(|_| count != 1) {
            finding.reason("nodes").number("count", count).related(cx.data.pointer(counted));
        }
        finding.param("actual", size).param("price", &price.to_string());
        finding.param("currency", currency).param("limit", &limit.to_string());
    }
}
