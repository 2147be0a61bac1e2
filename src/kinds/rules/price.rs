//! What a compute costs at most (`guardrails.maxHourlyPrice`), by the prices that the caller gives: those of
//! the service's list of sizes, or rows of the public price list (`facts.prices`). The catalogue has none.

use crate::catalog::Amount;
use crate::diagnostics::{Reporter, codes, find_word};
use crate::kinds::Context;
use crate::kinds::context::rows;
use crate::text::Node;
use crate::{arm::region, kinds::rules::vm_size};

const SIZE: &[&str] = &["vmSize"];
const MAX: &[&str] = &["scaleSettings", "maxNodeCount"];

codes! {
    PRICE = "guardrail/price" Error {
        message: [
            "" => "`{actual}` costs {price} {currency} an hour; at most {limit} are allowed here",
            "nodes" => "{count} nodes of `{actual}` cost {price} {currency} an hour; at most {limit} are allowed here",
        ],
        help: "choose a smaller size, or fewer nodes",
        summary: "The compute may cost more an hour than the organisation allows.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails and prices" "2026-11"],
        example: "maxHourlyPrice 1 and a size of 0.458 an hour with maxNodeCount 4",
    }
}

/// How the machines of the compute are paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tier {
    Standard,
    /// Low priority, sold as Spot since 2026-03-31.
    Low,
}

/// Compares the price with the limit, both if they are known.
pub(super) fn check(cx: &Context<'_>, settings: Node<'_>, reporter: &mut Reporter) {
    let limit = settings.get_exact("maxHourlyPrice").map(Node::spelling).and_then(Amount::parse);
    let currency = settings.get_exact("currency").and_then(Node::text).unwrap_or("USD");
    let (Some(limit), Some(size)) = (limit, cx.data.filled(SIZE).filter(|_| cx.kind.managed))
    else {
        return;
    };
    let Some(facts) = cx.facts.root() else { return };
    let is_low = cx.data.is_word(&["vmPriority"], "LowPriority");
    let tier = if is_low { Tier::Low } else { Tier::Standard };
    let Some(price) = of_sizes(facts, size, currency, tier)
        .or_else(|| of_prices(cx, facts, size, currency, tier))
    else {
        return;
    };
    let count = match cx.kind.name {
        "AmlCompute" => cx.data.integer(MAX),
        _ => Some(1),
    };
    let Some(count) = count else { return };
    let price = price.multiplied(count);
    if price > limit {
        let finding = cx.data.report(&PRICE, SIZE, reporter);
        if count != 1 {
            finding.reason("nodes").number("count", count).related(cx.data.pointer(MAX));
        }
        finding.param("actual", size).param("price", &price.to_string());
        finding.param("currency", currency).param("limit", &limit.to_string());
    }
}

fn is(node: Option<Node<'_>>, word: &str) -> bool {
    node.and_then(Node::text).is_some_and(|text| text.eq_ignore_ascii_case(word))
}

fn amount(node: Option<Node<'_>>) -> Option<Amount> {
    Amount::parse(node?.spelling())
}

/// The price in the service's list of sizes. The same machine can stand there with two prices: the higher
/// one counts, for a limit is to be kept.
fn of_sizes(facts: Node<'_>, size: &str, currency: &str, tier: Tier) -> Option<Amount> {
    let prices = vm_size::list(facts)?.find(size)?.get("estimatedVMPrices")?;
    let in_currency =
        prices.get("billingCurrency").is_none() || is(prices.get("billingCurrency"), currency);
    let fits = |row: &Node<'_>| {
        let sold = row.get("vmTier");
        let low = is(sold, "LowPriority") || is(sold, "Spot");
        is(row.get("osType"), "Linux") && low == (tier == Tier::Low)
    };
    let values = prices.get("values").filter(|_| in_currency)?;
    values.items().filter(fits).filter_map(|row| amount(row.get("retailPrice"))).max()
}

/// The price in rows of the public price list.
fn of_prices(
    cx: &Context<'_>,
    facts: Node<'_>,
    size: &str,
    currency: &str,
    tier: Tier,
) -> Option<Amount> {
    let given = facts.get("prices")?;
    let own = cx.region();
    let fits = |row: &Node<'_>| {
        let place = row.get("armRegionName").and_then(Node::text).map(region::normal_form);
        let holds = |member: &str, word: &str| {
            let text = row.get(member).and_then(Node::text).unwrap_or_default();
            find_word(&text.to_ascii_lowercase(), word).is_some()
        };
        let low = holds("skuName", "spot") || holds("skuName", "low priority");
        let sale = row.get("type");
        is(row.get("armSkuName"), size)
            && (sale.is_none() || is(sale, "Consumption"))
            && (row.get("currencyCode").is_none() || is(row.get("currencyCode"), currency))
            && !holds("productName", "windows")
            && low == (tier == Tier::Low)
            && place.zip(own.as_ref()).is_none_or(|(place, own)| place == *own)
    };
    let list = given.get("Items").or(Some(given));
    rows(list).filter(fits).filter_map(|row| amount(row.get("retailPrice"))).max()
}
