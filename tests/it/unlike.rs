//! What is read again of a conversion is compared value by value, in the terms of the tables.

use azureml_compute::ffi::unlike;

fn found(body: &str, again: &str, home: Option<&str>) -> Vec<(String, &'static str)> {
    unlike(body, again, home).into_iter().map(|one| (one.path, one.reason)).collect()
}

fn instance(data: &str) -> String {
    format!(
        "{{\"location\":\"westeurope\",\"properties\":{{\"computeType\":\"ComputeInstance\",\"properties\":{data}}}}}"
    )
}

#[test]
fn other_spellings_and_defaults_are_no_difference() {
    let body = instance(
        r#"{"vmSize":"standard_ds3_v2","idleTimeBeforeShutdown":"PT1H","applicationSharingPolicy":"shared",
            "setupScripts":{"scripts":{"creationScript":{"scriptSource":"Inline","scriptData":"x","timeout":"900"}}}}"#,
    );
    let again = instance(
        r#"{"VMSize":"Standard_DS3_v2","idleTimeBeforeShutdown":"PT60M","enableSSO":true,
            "setupScripts":{"scripts":{"creationScript":{"scriptSource":"inline","scriptData":"x","timeout":"15m"}}}}"#,
    );
    assert_eq!(found(&body, &again, None), []);
}

#[test]
fn each_value_is_told_at_its_own_place() {
    let body = instance(
        r#"{"vmSize":"Standard_DS3_v2","applicationSharingPolicy":"Personal",
            "customServices":[{"name":"b","docker":{"privileged":true}},{"name":"a"}]}"#,
    );
    let again =
        instance(r#"{"vmSize":"Standard_DS4_v2","customServices":[{"name":"a"},{"name":"b"}]}"#)
            .replace("\"ComputeInstance\",", "\"ComputeInstance\",\"disableLocalAuth\":true,");
    assert_eq!(
        found(&body, &again, None),
        [
            ("/properties/disableLocalAuth".to_owned(), "added"),
            ("/properties/properties/vmSize".to_owned(), "lost"),
            ("/properties/properties/applicationSharingPolicy".to_owned(), "lost"),
            ("/properties/properties/customServices/0/docker/privileged".to_owned(), "lost"),
        ]
    );
}

#[test]
fn regions_may_come_from_the_workspace() {
    let body = instance("{}");
    let again = body.replace("\"location\":\"westeurope\",", "");
    assert_eq!(found(&body, &again, Some("West Europe")), []);
    let lost = [("/location".to_owned(), "lost")];
    assert_eq!(found(&body, &again, Some("northeurope")), lost);
    assert_eq!(found(&body, &again, None), lost);
    assert_eq!(found(&again, &body, None), []);
}

#[test]
fn an_id_may_lose_its_subscription_alone() {
    let id = |subscription: &str, name: &str| {
        format!(
            "{{\"properties\":{{\"computeType\":\"Databricks\",\"resourceId\":\"/subscriptions/{subscription}\
             /resourceGroups/g/providers/Microsoft.Databricks/workspaces/{name}\"}}}}"
        )
    };
    let body = id("00000000-0000-4000-8000-000000000000", "w");
    let path = "/properties/resourceId".to_owned();
    assert_eq!(found(&body, &id("<subscription>", "W"), None), [(path.clone(), "subscription")]);
    assert_eq!(found(&body, &id("<subscription>", "other"), None), [(path.clone(), "lost")]);
    assert_eq!(
        found(&body, &id("00000000-0000-4000-8000-000000000001", "w"), None),
        [(path, "lost")]
    );
}

#[test]
fn ids_in_a_map_and_texts_without_anything_are_told() {
    let body = r#"{"identity":{"type":"UserAssigned","userAssignedIdentities":{"/a":{}}},
        "properties":{"computeType":"AmlCompute","resourceId":"","later":{"x":[1,{"y":2}]}}}"#;
    let again = r#"{"identity":{"type":"userassigned"},"properties":{"computeType":"AmlCompute","later":{"x":[1,{}]}}}"#;
    let places: Vec<String> = found(body, again, None).into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        places,
        [
            "/identity/userAssignedIdentities/~1a",
            "/properties/resourceId",
            "/properties/later/x/1/y"
        ]
    );
    assert_eq!(found("{", "{}", None), []);
}
