//! The organisation's settings are checked themselves: an unknown one is a mistake of the caller.

use azureml_compute::validate::check_guardrails;

#[test]
fn settings_are_known_and_of_their_type() {
    for right in [
        r#"{"version":1}"#,
        r#"{"version":1,"maxNodes":10,"allowedVmSizes":["Standard_D*"],"allowGpu":false}"#,
        r#"{"version":1,"namePattern":"ml-*","policies":["azure"]}"#,
    ] {
        assert_eq!(check_guardrails(right), Ok(()), "{right}");
    }
    for (wrong, words) in [
        ("", "no JSON object"),
        ("[]", "no JSON object"),
        ("{}", "`version: 1`"),
        (r#"{"version":2}"#, "`version: 1`"),
        (r#"{"version":1,"maxNodez":10}"#, "no setting `maxNodez`"),
        (r#"{"version":1,"maxNodes":"ten"}"#, "takes number"),
        (r#"{"version":1,"maxNodes":-1}"#, "takes number"),
        (r#"{"version":1,"allowedKinds":"AmlCompute"}"#, "takes texts"),
        (r#"{"version":1,"allowGpu":1}"#, "takes boolean"),
    ] {
        let message = check_guardrails(wrong).unwrap_err();
        assert!(message.contains(words), "{wrong}: {message}");
    }
}
