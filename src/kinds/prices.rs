//! Prices of machines by the hour in what the caller knows: the service's list of sizes (`facts.vmSizes`), a
//! table of the caller's own, or answers of the public price list (`facts.prices`). The one reader for the
//! check and for forms.

use super::context::LARGEST_ANSWER;
use crate::arm::region;
use crate::catalog::Amount;
use crate::diagnostics::{Json, Reporter, cut, find_word, pieces};
use crate::text::{Document, Kind, Node, parse_within};

/// How a machine is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// As long as it runs.
    Standard,
    /// Low priority, sold as Spot since 2026-03-31. Where both are listed the dearer one counts.
    Low,
}

/// Which prices are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Region in normal form; rows of every region count without one.
    pub region: Option<&'a str>,
    /// Currency; without one the first that is named.
    pub currency: Option<&'a str>,
    /// The day, ISO.
    pub today: &'a str,
}

/// A price that applies: name of the size, tier, price.
type Price<'d> = (&'d str, Tier, Amount);

/// Words in the names of products that are no plain Linux machines: with a licence, or machines of Cloud
/// Services, which are listed under the same size since 2026-01-01.
const OTHER_PRODUCTS: &str =
    "windows;cloud services;cloudservices;red hat;rhel;suse;sles;ubuntu pro";

/// The price of a size; the dearest, if several apply. The service's own list counts more than others.
#[must_use]
pub fn of(facts: Node<'_>, asked: Asked<'_>, size: &str, tier: Tier) -> Option<Amount> {
    let dearest = |prices: Vec<Price<'_>>| {
        let own = prices
            .into_iter()
            .filter(|(name, sold, _)| *sold == tier && name.eq_ignore_ascii_case(size));
        own.map(|(.., price)| price).max()
    };
    dearest(of_sizes(facts, asked, Some(size)))
        .or_else(|| dearest(of_prices(facts, asked, Some(size))))
}

/// All prices as JSON: `{ currency, sizes: { [name in lower case]: { dedicated?, spot? } }, complete }`.
#[must_use]
pub fn table(facts: Node<'_>, asked: Asked<'_>) -> String {
    let currency = asked.currency.or_else(|| currency_of(facts)).unwrap_or("USD");
    let asked = Asked { currency: Some(currency), ..asked };
    // Of equal names the first of a tier counts: the service's own prices, the dearest in front.
    let mut found: Vec<(String, Tier, u8, Amount)> = Vec::new();
    for (source, prices) in [(1, of_sizes(facts, asked, None)), (0, of_prices(facts, asked, None))]
    {
        let named =
            |(name, tier, price): Price<'_>| (name.to_ascii_lowercase(), tier, source, price);
        found.extend(prices.into_iter().map(named));
    }
    found.sort_unstable_by(|left, right| {
        let key = |one: &(String, Tier, u8, Amount)| (one.2, one.3);
        (&left.0, left.1).cmp(&(&right.0, right.1)).then_with(|| key(right).cmp(&key(left)))
    });
    found.dedup_by(|later, first| (&later.0, later.1) == (&first.0, first.1));
    let mut out = ["{\"currency\":", Json::from(currency).as_str(), ",\"sizes\":{"].concat();
    let mut open = "";
    for (name, tier, _, price) in &found {
        if open == name {
            out.push(',');
        } else {
            out.push_str(if open.is_empty() { "" } else { "}," });
            out.push_str(Json::from(name.as_str()).as_str());
            out.push_str(":{");
        }
        out.push_str(if *tier == Tier::Standard { "\"dedicated\":" } else { "\"spot\":" });
        out.push_str(&price.to_string());
        open = name;
    }
    out.push_str(if open.is_empty() { "" } else { "}" });
    out.push_str("},\"complete\":");
    out.push_str(if is_complete(facts) { "true}" } else { "false}" });
    out
}

/// The same of facts as JSON text; a text that is none has no prices.
#[must_use]
pub fn read_table(facts: &str, asked: Asked<'_>) -> String {
    let read = |text| parse_within(text, LARGEST_ANSWER, &mut Reporter::new());
    let found = read(facts).or_else(|| read("{}"));
    found.as_ref().and_then(Document::root).map_or_else(String::new, |facts| table(facts, asked))
}

/// Whether the answers of the price list are all there: the last one names no further page.
#[must_use]
pub fn is_complete(facts: Node<'_>) -> bool {
    let Some(given) = facts.get("prices") else { return true };
    let last = if given.kind() == Kind::List { given.items().last() } else { Some(given) };
    let next = last.and_then(|last| last.get("NextPageLink"));
    next.and_then(Node::text).is_none_or(str::is_empty)
}

/// The currency that is named first: by the table or the answer, then by a row.
fn currency_of(facts: Node<'_>) -> Option<&str> {
    let own = facts.get("prices").and_then(|given| given.get("currency")).and_then(Node::text);
    let listed = || {
        let (row, said) = *rows(facts).first()?;
        said.or_else(|| row.get("currencyCode")).and_then(Node::text)
    };
    let estimated = || {
        let mut sizes = sizes(facts).filter_map(|row| row.get("estimatedVMPrices"));
        sizes.find_map(|prices| prices.get("billingCurrency")?.text())
    };
    own.or_else(listed).or_else(estimated)
}

fn is(node: Option<Node<'_>>, word: &str) -> bool {
    node.and_then(Node::text).is_some_and(|text| text.eq_ignore_ascii_case(word))
}

/// A price above nothing.
fn amount(node: Option<Node<'_>>) -> Option<Amount> {
    Amount::parse(node?.spelling()).filter(|price| *price > Amount::default())
}

fn sizes(facts: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let given = facts.get("vmSizes");
    let list = given.and_then(|given| match given.kind() {
        Kind::List => Some(given),
        _ => given.get("value").or_else(|| given.get("amlCompute")),
    });
    list.into_iter().flat_map(Node::items)
}

/// The prices in the service's list of sizes. The same machine can stand there with two prices.
fn of_sizes<'d>(facts: Node<'d>, asked: Asked<'_>, size: Option<&str>) -> Vec<Price<'d>> {
    let mut found = Vec::new();
    for row in sizes(facts) {
        let Some(name) = row.get("name").and_then(Node::text) else { continue };
        let Some(prices) = row.get("estimatedVMPrices").filter(|_| is_wanted(name, size)) else {
            continue;
        };
        let said = prices.get("billingCurrency");
        if said.is_some() && asked.currency.is_some_and(|currency| !is(said, currency)) {
            continue;
        }
        for value in prices.get("values").into_iter().flat_map(Node::items) {
            let sold = value.get("vmTier");
            let low = is(sold, "LowPriority") || is(sold, "Spot");
            let tier = if low { Tier::Low } else { Tier::Standard };
            if is(value.get("osType"), "Linux")
                && let Some(price) = amount(value.get("retailPrice"))
            {
                found.push((name, tier, price));
            }
        }
    }
    found
}

fn is_wanted(name: &str, size: Option<&str>) -> bool {
    size.is_none_or(|size| size.eq_ignore_ascii_case(name))
}

/// The prices of the caller's own table and of the public price list.
fn of_prices<'d>(facts: Node<'d>, asked: Asked<'_>, size: Option<&str>) -> Vec<Price<'d>> {
    let mut found = Vec::new();
    if let Some(given) = facts.get("prices")
        && let Some(table) = given.get("sizes")
        && asked.currency.is_none_or(|currency| {
            // A table without a currency is in dollars, as the list is where none is asked for.
            let said = given.get("currency").and_then(Node::text).unwrap_or("USD");
            said.eq_ignore_ascii_case(currency)
        })
    {
        for member in table.members().filter(|member| is_wanted(member.key, size)) {
            for (name, tier) in [("dedicated", Tier::Standard), ("spot", Tier::Low)] {
                if let Some(price) = amount(member.value.get(name)) {
                    found.push((member.key, tier, price));
                }
            }
        }
    }
    let rows = rows(facts);
    found.extend(rows.into_iter().filter_map(|(row, said)| price(row, said, asked, size)));
    found
}

/// The rows of the public price list, each with the currency of its answer: those of one answer, of several
/// (its pages), or a plain list of rows.
fn rows(facts: Node<'_>) -> Vec<(Node<'_>, Option<Node<'_>>)> {
    fn list(answer: Node<'_>) -> Option<Node<'_>> {
        let found = answer.get("Items").or_else(|| answer.get("value"))?;
        (found.kind() == Kind::List).then_some(found)
    }
    let mut found = Vec::new();
    let Some(given) = facts.get("prices") else { return found };
    let answers = if given.kind() == Kind::List { given.items().collect() } else { vec![given] };
    for answer in answers {
        match list(answer) {
            Some(rows) => {
                let said = answer.get("BillingCurrency");
                found.extend(rows.items().map(|row| (row, said)));
            }
            None => found.push((answer, None)),
        }
    }
    found
}

fn currency<'d>(row: Node<'d>, said: Option<Node<'d>>) -> Option<&'d str> {
    row.get("currencyCode").or(said).and_then(Node::text)
}

/// The price of a row, if it is one of a plain Linux machine that applies here and today.
fn price<'d>(
    row: Node<'d>,
    said: Option<Node<'d>>,
    asked: Asked<'_>,
    size: Option<&str>,
) -> Option<Price<'d>> {
    let text = |name: &str| row.get(name).and_then(Node::text).unwrap_or_default();
    let name = row.get("armSkuName")?.text().filter(|name| is_wanted(name, size))?;
    let holds = |member: &str, word: &str| find_word(text(member), word).is_some();
    let absent_or =
        |member: &str, word: &str| row.get(member).is_none() || is(row.get(member), word);
    // Days compare as texts; the list has every interval that it knows, past and coming ones too.
    let day =
        |member: &str| text(member).get(..10).filter(|day| day.as_bytes().first() != Some(&b'0'));
    let here = region::normal_form(text("armRegionName"));
    let applies = absent_or("type", "Consumption")
        && absent_or("serviceName", "Virtual Machines")
        && !pieces(OTHER_PRODUCTS, b';').any(|word| holds("productName", word))
        && currency(row, said)
            .zip(asked.currency)
            .is_none_or(|(row, asked)| row.eq_ignore_ascii_case(asked))
        && (here.is_empty() || asked.region.is_none_or(|region| region == here))
        && row.get("isPrimaryMeterRegion").and_then(Node::boolean) != Some(false)
        && amount(row.get("tierMinimumUnits")).is_none()
        && day("effectiveStartDate").is_none_or(|start| start <= asked.today)
        && day("effectiveEndDate").is_none_or(|end| end >= asked.today);
    if !applies || name.is_empty() {
        return None;
    }
    let low = ["skuName", "meterName"]
        .iter()
        .any(|member| holds(member, "spot") || holds(member, "low priority"));
    let price = amount(row.get("retailPrice"))?;
    let price = match row.get("unitOfMeasure").and_then(Node::text) {
        None => price,
        Some(unit) => {
            let (count, unit) = cut(unit, b' ')?;
            let is_hour = unit.eq_ignore_ascii_case("hour") || unit.eq_ignore_ascii_case("hours");
            let count = count.parse().ok().filter(|count| is_hour && *count > 0)?;
            price.scaled(count, 1)
        }
    };
    Some((name, if low { Tier::Low } else { Tier::Standard }, price))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    const TODAY: &str = "2026-11-30";

    /// The table that the facts give in westeurope.
    fn read(facts: &str) -> String {
        read_table(facts, Asked { region: Some("westeurope"), currency: None, today: TODAY })
    }

    /// A row as the list answers, with some members of its own.
    fn row(price: &str, own: &str) -> String {
        let row = format!(
            r#"{{"currencyCode":"USD","tierMinimumUnits":0.0,"retailPrice":{price},"unitPrice":{price},
            "armRegionName":"westeurope","location":"EU West","effectiveStartDate":"2025-03-01T00:00:00Z",
            "meterName":"D8ads v6","productName":"Virtual Machines Dadsv6 Series","skuName":"D8ads v6",
            "serviceName":"Virtual Machines","serviceFamily":"Compute","unitOfMeasure":"1 Hour",
            "type":"Consumption","isPrimaryMeterRegion":true,"armSkuName":"Standard_D8ads_v6"}}"#
        );
        let mut row: serde_json::Value = serde_json::from_str(&row).unwrap();
        let own: serde_json::Value = serde_json::from_str(own).unwrap();
        for (name, value) in own.as_object().unwrap() {
            row[name] = value.clone();
        }
        row.to_string()
    }

    fn answer(rows: &[String]) -> String {
        format!(
            r#"{{"prices":{{"BillingCurrency":"USD","CustomerEntityId":"Default","Items":[{}],"NextPageLink":null}}}}"#,
            rows.join(",")
        )
    }

    fn priced(prices: &str) -> String {
        format!(
            r#"{{"currency":"USD","sizes":{{"standard_d8ads_v6":{{{prices}}}}},"complete":true}}"#
        )
    }

    /// Rows with members of their own, and whether they count beside a row of 0.4.
    const TABLE: &str = include_str!("../../tests/oracle/prices.tsv");

    #[test]
    fn rows_that_count_and_rows_that_do_not() {
        let mut count = 0;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let [own, price, _why] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            // In either order.
            let (good, other) = (row("0.4", "{}"), row("0.9", own));
            for rows in [[good.clone(), other.clone()], [other, good]] {
                assert_eq!(
                    read(&answer(&rows)),
                    priced(&format!("\"dedicated\":{price}")),
                    "{own}"
                );
            }
            count += 1;
        }
        assert!(count > 25, "{count}");
    }

    #[test]
    fn spot_and_low_priority_in_any_order() {
        let plain = row("0.4", "{}");
        let spot = row("0.08", r#"{"skuName":"D8ads v6 Spot","meterName":"D8ads v6 Spot"}"#);
        let low = row("0.09", r#"{"skuName":"D8ads v6 Low Priority"}"#);
        let meter = row("0.07", r#"{"meterName":"D8ads v6 Spot"}"#);
        for rows in
            [[plain.clone(), spot.clone(), low.clone(), meter.clone()], [meter, low, spot, plain]]
        {
            assert_eq!(read(&answer(&rows)), priced("\"dedicated\":0.4,\"spot\":0.09"));
        }
    }

    #[test]
    fn every_shape() {
        let one = row("0.4", "{}");
        let expected = priced("\"dedicated\":0.4");
        for prices in [
            format!("[{one}]"),
            format!("{{\"items\":[{one}]}}"),
            format!("{{\"value\":[{one}]}}"),
            format!(
                "[{{\"Items\":[],\"NextPageLink\":\"https://example.test/2\"}},{{\"Items\":[{one}]}}]"
            ),
            r#"{"currency":"USD","date":"2026-11-01","sizes":{"STANDARD_D8ads_v6":{"dedicated":0.4}}}"#
                .to_owned(),
            r#"{"sizes":{"Standard_D8ads_v6":{"dedicated":0.4,"spot":"none"}}}"#.to_owned(),
        ] {
            assert_eq!(read(&format!("{{\"prices\":{prices}}}")), expected, "{prices}");
        }
        let cut =
            format!(r#"{{"prices":{{"Items":[{one}],"NextPageLink":"https://example.test/2"}}}}"#);
        assert_eq!(read(&cut), expected.replace("true}", "false}"));
        let none = r#"{"currency":"USD","sizes":{},"complete":true}"#;
        for facts in [
            "",
            "{}",
            "[]",
            r#"{"prices":7}"#,
            r#"{"prices":{"Items":7}}"#,
            r#"{"prices":[7,null]}"#,
        ] {
            assert_eq!(read(facts), none, "{facts}");
        }
    }

    #[test]
    fn sources_and_currencies() {
        let euro = row("0.37", r#"{"currencyCode":"EUR"}"#);
        let expected = priced("\"dedicated\":0.37").replace("USD", "EUR");
        assert_eq!(read(&format!("{{\"prices\":[{euro}]}}")), expected);
        let facts = r#"{"prices":{"sizes":{"Standard_D8ads_v6":{"dedicated":0.4,"spot":0.1}}}, "vmSizes":{"value":[{"name":"Standard_D8ads_v6","estimatedVMPrices":{"billingCurrency":"USD","values":[
            {"retailPrice":0.5,"osType":"Linux","vmTier":"Standard"},
            {"retailPrice":0.6,"osType":"Linux","vmTier":"Standard"},
            {"retailPrice":9,"osType":"Windows","vmTier":"Standard"}]}}]}}"#;
        assert_eq!(read(facts), priced("\"dedicated\":0.6,\"spot\":0.1"));
        let document = parse(facts, &mut Reporter::new()).unwrap();
        let asked = Asked { region: None, currency: Some("USD"), today: TODAY };
        let root = document.root().unwrap();
        let price =
            |tier| of(root, asked, "standard_d8ads_V6", tier).map(|price| price.to_string());
        assert_eq!(price(Tier::Standard).as_deref(), Some("0.6"));
        assert_eq!(price(Tier::Low).as_deref(), Some("0.1"));
        let euros = Asked { currency: Some("EUR"), ..asked };
        assert_eq!(of(root, euros, "Standard_D8ads_v6", Tier::Standard), None);
    }
}
