//! Each function beside the examples of its page, and what it makes of values that are known in part.

use crate::diagnostics::Reporter;
use crate::template::eval::places;
use crate::template::functions::find;
use crate::template::machine::{Known, Machine};
use crate::template::value::spelled;
use crate::template::value::{Data, Value};
use crate::text::{Kind, Node, parse};

/// The value of an expression as JSON; `?` where it is not known, pieces of a text with `?` between them.
fn shown(value: &Value<'_>) -> String {
    match &value.data {
        Data::Unknown(_) => "?".to_owned(),
        Data::Part(pieces, _) => pieces
            .iter()
            .map(|piece| match piece {
                crate::template::Piece::Known(text) => text.to_string(),
                crate::template::Piece::Hole(_) => "?".to_owned(),
            })
            .collect(),
        Data::Text(text) => text.to_string(),
        _ => value.json().as_str().to_owned(),
    }
}

const TEMPLATE: &str = r#"{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "parameters": {
    "required": { "type": "string" },
    "objects": { "type": "array", "defaultValue": [
      { "name": "b", "age": 3, "list": [1] }, { "name": "a", "age": 5, "list": [] } ] },
    "one": { "type": "object", "defaultValue": { "one": "a", "two": { "x": 1 } } },
    "two": { "type": "object", "defaultValue": { "three": "c", "two": { "y": 2 } } },
    "nullable": { "type": "string", "nullable": true },
    "chosen": { "type": "string", "allowedValues": ["only"] }
  },
  "variables": {
    "text": "one, two, three",
    "chain": "[variables('text')]",
    "circle": "[variables('circle')]",
    "copy": [ { "name": "numbers", "count": 3, "input": "[copyIndex('numbers', 1)]" } ],
    "inside": { "copy": [ { "name": "list", "count": 2, "input": { "at": "[copyIndex('list')]" } } ], "more": true },
    "literal": "[[text]"
  },
  "functions": [ { "namespace": "own", "members": { "twice": {
    "parameters": [ { "name": "of", "type": "string" } ],
    "output": { "type": "string", "value": "[concat(parameters('of'), parameters('of'))]" } } } } ],
  "resources": []
}"#;

const FACTS: &str = r#"{"resourceGroup":{"name":"vision","location":"northeurope"},
    "subscription":{"subscriptionId":"8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e"}}"#;

fn evaluate(expression: &str, facts: Option<&str>) -> String {
    let text = serde_json::to_string(expression).unwrap();
    let source = TEMPLATE.replacen("\"resources\"", &format!("\"here\": {text}, \"resources\""), 1);
    let mut reporter = Reporter::new();
    let document = parse(&source, &mut reporter).unwrap();
    let facts = facts.map(|facts| parse(facts, &mut Reporter::new()).unwrap());
    let root = document.root().unwrap();
    let known = Known {
        facts: facts.as_ref().and_then(crate::text::Document::root),
        parameters: None,
        today: Some("2026-11-30"),
    };
    let mut machine = Machine::new(root, known, places(root).0, find);
    shown(&machine.node(root.get("here").unwrap()))
}

#[track_caller]
fn all(rows: &[(&str, &str)]) {
    for (expression, expected) in rows {
        assert_eq!(evaluate(&format!("[{expression}]"), None), *expected, "{expression}");
    }
}

#[test]
fn texts() {
    all(&[
        ("base64('one, two, three')", "b25lLCB0d28sIHRocmVl"),
        ("base64ToString('b25lLCB0d28sIHRocmVl')", "one, two, three"),
        ("base64ToJson(base64('{''one'': ''a'', ''two'': ''b''}')).two", "b"),
        ("concat('prefix', '-', 5)", "prefix-5"),
        ("concat(createArray('1-1'), createArray('2-1', '2-2'))", "[\"1-1\",\"2-1\",\"2-2\"]"),
        ("contains('OneTwoThree', 'e')", "true"),
        ("contains('OneTwoThree', 'z')", "false"),
        ("dataUri('Hello')", "data:text/plain;charset=utf8;base64,SGVsbG8="),
        ("dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", "Hello, World!"),
        ("empty('')", "true"),
        ("endsWith('abcdef', 'EF')", "true"),
        ("endsWith('abcdef', 'e')", "false"),
        ("first('One Two Three')", "O"),
        ("format('{0}, {1}. {{{2}}} {0}', 'Hello', 'User', 8)", "Hello, User. {8} Hello"),
        ("format('{0:D3}', 7)", "007"),
        ("format('{0}, {1}: {2:N0}', 'Hi', 'you', 8175133)", "Hi, you: 8,175,133"),
        ("format('{0:N0} {1:n0}', -999, 1000)", "-999 1,000"),
        ("format('{0:X}', 8175133)", "?"),
        ("uri('http://contoso.org/firstpath', 'myscript.sh')", "http://contoso.org/myscript.sh"),
        (
            "uri('http://contoso.org/firstpath/', 'myscript.sh')",
            "http://contoso.org/firstpath/myscript.sh",
        ),
        (
            "uri('http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh')",
            "http://contoso.org/firstpath/myscript.sh",
        ),
        (
            "uri('http://contoso.org/firstpath/azuredeploy.json/', 'nested/myscript.sh')",
            "http://contoso.org/firstpath/azuredeploy.json/nested/myscript.sh",
        ),
        ("uri('http://contoso.org/a?b=/c', 'x')", "?"),
        ("uri('http://contoso.org/a/', '../x')", "?"),
        ("indexOf('test', 't')", "0"),
        ("indexOf('abcdef', 'CD')", "2"),
        ("indexOf('abcdef', 'z')", "-1"),
        ("join(createArray('one', 'two'), ';')", "one;two"),
        ("json('{\"a\":[1,null]}').a[0]", "1"),
        ("json('null')", "null"),
        ("last('One Two Three')", "e"),
        ("lastIndexOf('test', 't')", "3"),
        ("length('One Two Three')", "13"),
        ("padLeft('123', 10, '0')", "0000000123"),
        ("padLeft(5, 3, '0')", "005"),
        ("replace('123-123-1234', '-', '')", "1231231234"),
        ("skip('one two three', 4)", "two three"),
        ("split('one,two,three', ',')", "[\"one\",\"two\",\"three\"]"),
        ("split('one;two,three', createArray(',', ';'))", "[\"one\",\"two\",\"three\"]"),
        ("startsWith('abcdef', 'AB')", "true"),
        ("string(createArray('a', 1))", "[\"a\",1]"),
        ("string(5)", "5"),
        ("string(true())", "True"),
        ("substring('one two three', 4, 3)", "two"),
        ("substring('short', 4, 3)", "?"),
        ("take('one two three', 2)", "on"),
        ("toLower('One Two')", "one two"),
        ("toUpper('One Two')", "ONE TWO"),
        ("trim('    one two three   ')", "one two three"),
        ("uriComponent('http://contoso.com/a b')", "http%3A%2F%2Fcontoso.com%2Fa%20b"),
        ("uriComponentToString('http%3A%2F%2Fcontoso.com')", "http://contoso.com"),
        ("guid('a')", "?"),
        ("concat('st', uniqueString('a'), '!')", "st?!"),
        ("toLower(concat('ST', uniqueString('a')))", "st?"),
        ("take(concat('storage', uniqueString('a')), 3)", "sto"),
        ("startsWith(concat('st', newGuid()), 'x')", "false"),
        ("startsWith(concat('st', newGuid()), 'stx')", "?"),
        ("empty(concat(parameters('required'), '-'))", "false"),
        ("'it''s'", "it's"),
    ]);
}

#[test]
fn lists_and_objects() {
    all(&[
        ("array('efgh')", "[\"efgh\"]"),
        ("array(createArray(1))", "[1]"),
        ("contains(createArray('one', 'two'), 'two')", "true"),
        ("contains(parameters('one'), 'ONE')", "true"),
        ("createArray(1, 'a', null())", "[1,\"a\",null]"),
        ("createObject('a', 1, 'b', createArray())", "{\"a\":1,\"b\":[]}"),
        ("empty(createObject())", "true"),
        ("empty(null())", "true"),
        ("empty(parameters('required'))", "?"),
        ("first(createArray('one', 'two'))", "one"),
        (
            "flatten(createArray(createArray('one', 'two'), createArray(), createArray('three', 4)))",
            "[\"one\",\"two\",\"three\",4]",
        ),
        ("flatten(createArray())", "[]"),
        ("flatten(createArray(createArray(1), parameters('required')))", "?"),
        ("indexFromEnd(createArray('a', 'b', 'c', 'd'), 2)", "c"),
        ("tryIndexFromEnd(createArray('a'), 5)", "null"),
        ("intersection(createArray('a', 'b', 'c'), createArray('b', 'c'))", "[\"b\",\"c\"]"),
        ("intersection(createObject('a', 1, 'b', 2), createObject('b', 2, 'c', 3))", "{\"b\":2}"),
        ("indexOf(createArray('a', 'b'), 'b')", "1"),
        ("items(createObject('b', 2, 'a', 1))[0].key", "a"),
        ("last(createArray('one', 'two'))", "two"),
        ("length(parameters('objects'))", "2"),
        ("length(createObject('a', 1))", "1"),
        ("max(0, 3, 2)", "3"),
        ("min(createArray(0, 3, 2))", "0"),
        ("objectKeys(createObject('b', 2, 'a', 1))", "[\"a\",\"b\"]"),
        ("range(5, 3)", "[5,6,7]"),
        ("skip(createArray('one', 'two', 'three'), 2)", "[\"three\"]"),
        ("take(createArray('one', 'two'), 1)", "[\"one\"]"),
        ("tryGet(parameters('one'), 'two', 'x')", "1"),
        ("tryGet(parameters('one'), 'no', 'x')", "null"),
        ("parameters('one').?no.?more", "null"),
        (
            "union(createArray('one', 'two'), createArray('two', 'three'))",
            "[\"one\",\"two\",\"three\"]",
        ),
        (
            "union(parameters('one'), parameters('two'))",
            "{\"one\":\"a\",\"two\":{\"x\":1,\"y\":2},\"three\":\"c\"}",
        ),
        (
            "shallowMerge(createArray(parameters('one'), parameters('two')))",
            "{\"one\":\"a\",\"two\":{\"y\":2},\"three\":\"c\"}",
        ),
        ("union(createObject('a', 1), parameters('required')).a", "?"),
        ("union(parameters('required'), createObject('a', 1)).a", "1"),
        ("union(parameters('required'), createObject('a', 1)).b", "?"),
        ("createObject(parameters('required'), 1)", "{\"[parameters('required')]\":1}"),
        ("parameters('one')['two'].x", "1"),
        ("parameters('objects')[1].name", "a"),
        ("parameters('objects')[9]", "?"),
    ]);
}

#[test]
fn logic_and_numbers() {
    all(&[
        ("and(bool('true'), bool(0))", "false"),
        ("or(bool('true'), parameters('required'))", "true"),
        ("and(false(), parameters('required'))", "false"),
        ("not(bool('1'))", "false"),
        ("if(equals('a', 'a'), 'yes', fail('no'))", "yes"),
        ("if(parameters('required'), 'yes', 'no')", "yes"),
        ("coalesce(null(), null(), 5, 'x')", "5"),
        ("coalesce(null())", "null"),
        ("coalesce(parameters('nullable'), 'x')", "x"),
        ("equals(createArray(1), createArray(1))", "true"),
        ("equals('a', 'A')", "false"),
        ("equals(concat('a', newGuid()), 'b')", "false"),
        ("equals(concat('a', newGuid()), 'ab')", "?"),
        ("greater(5, 3)", "true"),
        ("greaterOrEquals(1, 1)", "true"),
        ("less('a', 'b')", "true"),
        ("lessOrEquals(2, 1)", "false"),
        ("add(5, 3)", "8"),
        ("sub(7, 3)", "4"),
        ("mul(5, 3)", "15"),
        ("div(8, 3)", "2"),
        ("div(8, 0)", "?"),
        ("mod(7, 3)", "1"),
        ("int('4')", "4"),
        ("add(int(9223372036854775807), 1)", "?"),
    ]);
}

#[test]
fn dates() {
    all(&[
        ("utcNow('yyyy-MM-dd')", "2026-11-30"),
        ("utcNow()", "?"),
        ("utcNow('HH')", "?"),
        ("dateTimeAdd('2020-04-07 14:53:14Z', '-P9D')", "2020-03-29T14:53:14Z"),
        ("dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H')", "2020-04-07T15:53:14Z"),
        ("dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", "?"),
        ("dateTimeAdd('2024-02-28', 'P1D', 'yyyyMMdd')", "20240229"),
        ("dateTimeFromEpoch(1683040573)", "2023-05-02T15:16:13Z"),
        ("dateTimeToEpoch('2023-05-02T15:16:13Z')", "1683040573"),
    ]);
}

#[test]
fn lambdas() {
    all(&[
        ("map(parameters('objects'), lambda('it', lambdaVariables('it').name))", "[\"b\",\"a\"]"),
        (
            "map(range(0, 2), lambda('it', 'i', concat(lambdaVariables('it'), '-', lambdaVariables('i'))))",
            "[\"0-0\",\"1-1\"]",
        ),
        (
            "filter(parameters('objects'), lambda('it', greater(lambdaVariables('it').age, 4)))[0].name",
            "a",
        ),
        (
            "reduce(parameters('objects'), 0, lambda('sum', 'it', add(lambdaVariables('sum'), lambdaVariables('it').age)))",
            "8",
        ),
        (
            "sort(parameters('objects'), lambda('l', 'r', less(lambdaVariables('l').name, lambdaVariables('r').name)))[0].age",
            "5",
        ),
        (
            "toObject(parameters('objects'), lambda('it', lambdaVariables('it').name), lambda('it', lambdaVariables('it').age))",
            "{\"b\":3,\"a\":5}",
        ),
        (
            "groupBy(createArray('foo', 'bar', 'baz'), lambda('it', substring(lambdaVariables('it'), 0, 1)))",
            "{\"b\":[\"bar\",\"baz\"],\"f\":[\"foo\"]}",
        ),
        (
            "mapValues(createObject('a', 1), lambda('it', mul(lambdaVariables('it'), 2)))",
            "{\"a\":2}",
        ),
        ("map(parameters('required'), lambda('it', 1))", "?"),
        ("flatten(map(range(1, 2), lambda('n', range(0, lambdaVariables('n')))))", "[0,0,1]"),
        (
            "toObject(createArray('a'), lambda('it', concat(lambdaVariables('it'), newGuid())), lambda('it', 1))",
            "{\"[concat(lambdaVariables('it'), newGuid())]\":1}",
        ),
    ]);
}

#[test]
fn names_and_ids() {
    all(&[
        ("variables('chain')", "one, two, three"),
        ("variables('numbers')", "[1,2,3]"),
        ("variables('inside').list[1].at", "1"),
        ("variables('inside').more", "true"),
        ("variables('literal')", "[text]"),
        ("variables('circle')", "?"),
        ("parameters('required')", "?"),
        ("parameters('nullable')", "null"),
        ("parameters('chosen')", "only"),
        ("own.twice('ab')", "abab"),
        ("copyIndex()", "?"),
        ("reference('x').y", "?"),
        ("listKeys('x', 'y').key1", "?"),
        ("resourceGroup().location", "?"),
        ("resourceGroup().id", "/subscriptions/?/resourceGroups/?"),
        (
            "resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'sub')",
            "/subscriptions/?/resourceGroups/?/providers/Microsoft.Network/virtualNetworks/net/subnets/sub",
        ),
        (
            "resourceId('s', 'g', 'Microsoft.X/a', parameters('required'))",
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.X/a/?",
        ),
        (
            "subscriptionResourceId('s', 'Microsoft.X/a', 'b')",
            "/subscriptions/s/providers/Microsoft.X/a/b",
        ),
        ("tenantResourceId('Microsoft.X/a', 'b')", "/providers/Microsoft.X/a/b"),
        ("extensionResourceId('/s', 'Microsoft.X/a', 'b')", "/s/providers/Microsoft.X/a/b"),
    ]);
    let known = |expression| evaluate(expression, Some(FACTS));
    assert_eq!(known("[resourceGroup().location]"), "northeurope");
    assert_eq!(known("[resourceGroup().tags]"), "?");
    assert_eq!(known("[subscription().subscriptionId]"), "8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e");
    assert_eq!(
        known("[resourceId('Microsoft.X/a', 'b')]"),
        "/subscriptions/8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e/resourceGroups/vision/providers/Microsoft.X/a/b"
    );
}

#[test]
fn every_function_is_known_once_and_in_any_case() {
    for function in super::FUNCTIONS {
        assert!(
            std::ptr::eq(find(&function.name.to_uppercase()).unwrap(), function),
            "{}",
            function.name
        );
        assert!(function.least <= function.most, "{}", function.name);
    }
}

#[test]
fn what_is_not_known_is_said_as_it_is_written() {
    let source = TEMPLATE.replacen(
        "\"resources\"",
        "\"here\": \"[parameters('required')]\", \"resources\"",
        1,
    );
    let document = parse(&source, &mut Reporter::new()).unwrap();
    let root = document.root().unwrap();
    let mut machine = Machine::new(root, Known::default(), places(root).0, find);
    let value = machine.node(root.get("here").unwrap());
    let Data::Unknown(said) = &value.data else { panic!("{value:?}") };
    assert_eq!(spelled(said), "[parameters('required')]");
    assert_eq!(value.from.map(Node::pointer).as_deref(), Some("/here"));
    assert_eq!(value.from.map(Node::kind), Some(Kind::Text));
}
