//! What is attached: the target, the way in, and what attaching makes of the other members. Which target a
//! kind takes is data of the kind.

use crate::arm::resource_id::{self, WRONG_TYPE};
use crate::arm::{address, ssh};
use crate::diagnostics::{Diagnostic, Expected, Fix, Reporter, codes};
use crate::kinds::context::segment_of;
use crate::kinds::envelope::RESOURCE_ID;
use crate::kinds::{By, Context, Rule};
use crate::schema::{Breach, Constraint, Form, UNKNOWN_PROPERTY, check_resource_id};

const TARGET: &[&str] = &[RESOURCE_ID];
const ADDRESS_OF: &[&str] = &["address"];
const ACCOUNT: &[&str] = &["administratorAccount"];
const USER: &[&str] = &["administratorAccount", "username"];
const PASSWORD: &[&str] = &["administratorAccount", "password"];
const PUBLIC_KEY: &[&str] = &["administratorAccount", "publicKeyData"];
const PRIVATE_KEY: &[&str] = &["administratorAccount", "privateKeyData"];
const PASSPHRASE: &[&str] = &["administratorAccount", "passphrase"];
const NOTEBOOK: &[&str] = &["isNotebookInstanceCompute"];

codes! {
    TARGET_MISSING = "attach/target-missing" Error {
        message: [
            "" => "the resource to attach is missing: set `{@resourceId}`",
            "address" => "the target to attach is missing: set `{@resourceId}` or `{@address}`",
        ],
        help: "give the full id of the resource",
        summary: "The target is missing.",
        why: "This kind of compute is always attached, so it needs a target.",
        evidence: [
            Docs "article on compute targets, section of each attached kind" "2020-10",
            Sdk "azureml-core 1.61 rejects it" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"Databricks\"}}",
    }
    TWO_TARGETS = "attach/two-targets" Warning {
        message: "both `{@resourceId}` and `{@address}` are given; which one is used is not documented",
        help: "keep the id, or keep the address for a machine outside Azure",
        summary: "Two targets are given.",
        why: "The API accepts both; SDK v1 rejects it.",
        evidence: [Sdk "azureml-core 1.61 rejects it" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Compute/virtualMachines/machine\",\"properties\":{\"address\":\"20.54.1.7\"}}}",
        fix: "removes the address",
    }
    ADDRESS = "attach/address" Error {
        message: "`{actual}` is not a valid IP address or host name",
        help: "give only the address, without scheme, user, port or path",
        summary: "The address is neither IPv4, IPv6 nor a host name.",
        why: "The machine cannot be reached.",
        evidence: [Spec "VirtualMachineSchemaProperties.address@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"address\":\"ssh://20.1.2.3\"}}}",
        fix: "keeps the host name that it contains",
    }
    ADDRESS_PRIVATE = "attach/address-private" Warning {
        message: "`{actual}` cannot be reached from outside",
        help: "the service needs a public address",
        summary: "The address is private, local, shared or reserved for documentation.",
        why: "The service connects from outside and cannot reach it.",
        evidence: [Docs "article on compute targets, warnings: a public address is needed" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"address\":\"10.0.0.4\"}}}",
    }
    CREDENTIALS_MISSING = "attach/credentials-missing" Error {
        message: [
            "account" => "`{@administratorAccount}` is missing",
            "username" => "the account has no user name",
            "secret" => "the account has neither password nor private key",
        ],
        help: "give a user name and a password or a private key",
        summary: "There is no way to log in to the machine.",
        why: "The service works on the machine over SSH.",
        evidence: [
            Docs "article on compute targets: login and password or key" "2020-10",
            Sdk "azureml-core 1.61 and azure-ai-ml 1.35.2 refuse it" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"HDInsight\"}}",
    }
    CREDENTIALS_ODD = "attach/credentials-odd" Warning {
        message: [
            "both" => "both a password and a private key are given; only one is needed",
            "public" => "a public key alone cannot be used to log in: the private key is missing",
            "key" => "`{@privateKeyData}` is {found}",
            "passphrase" => "`{@passphrase}` is in no api-version",
        ],
        help: [
            "both" => "keep the key",
            "public" => "give {@privateKeyData}",
            "key" => "give an unencrypted private key, from BEGIN to END",
            "passphrase" => "give an unencrypted key instead",
        ],
        supersedes: [UNKNOWN_PROPERTY],
        summary: "The account has a redundant or unusable credential.",
        why: "SDK v1 rejects two credentials; a key that cannot be read is useless.",
        evidence: [
            Sdk "azureml-core 1.61" "2026-11",
            Spec "VirtualMachineSshCredentials@2026-05-01" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"administratorAccount\":{\"passphrase\":\"word\"}}}}",
        fix: "removes the redundant one",
    }
    PUBLIC_IP = "attach/public-ip" Info {
        message: [
            "VirtualMachine" => "the machine must run Ubuntu and have a public address",
            "HDInsight" => "the cluster must have a public address",
        ],
        help: [
            "VirtualMachine" => "for jobs in containers it also needs a Docker engine",
            "HDInsight" => "jobs log in over SSH",
        ],
        summary: "What the service expects from an attached machine.",
        why: "Nothing is checked when it is attached; jobs fail later.",
        evidence: [Docs "article on compute targets, warnings" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"HDInsight\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.HDInsight/clusters/spark\"}}",
    }
    MEMBERS_IGNORED = "attach/members-ignored" Info {
        message: [
            "" => "`{member}` only applies to a new resource, not to an attached one",
            "managed" => "`{@resourceId}` of this kind is set by the service",
        ],
        summary: "A property has no effect because the compute is attached, or because it is not.",
        why: "Official examples attach with such properties; they change nothing.",
        evidence: [Spec "example updateAKSCompute@2020-06-01" "2020-06"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"address\":\"20.54.1.7\",\"virtualMachineSize\":\"Standard_DS3_v2\"}}}",
    }
    OTHER_SUBSCRIPTION = "attach/other-subscription" Info {
        message: "the target is in subscription `{actual}`, the workspace in `{workspace}`",
        help: "the identity of the workspace needs the Contributor role there",
        summary: "The target is in another subscription than the workspace.",
        why: "It works with the right role; older documentation requires one subscription.",
        evidence: [
            Docs "how-to-attach-compute-targets: Contributor for another subscription" "2021-10",
            Docs "article on compute targets, Databricks: the same subscription" "2020-10",
            Service "AML-Kubernetes#155" "2021-12",
        ],
        example: "{\"properties\":{\"computeType\":\"Databricks\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Databricks/workspaces/bricks\"}}" with "{\"facts\":{\"workspace\":{\"id\":\"/subscriptions/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/resourceGroups/ml/providers/Microsoft.MachineLearningServices/workspaces/team\"}}}",
    }
}

/// The rules of everything that is attached.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&TARGET_MISSING], check: target },
    Rule { codes: &[&MEMBERS_IGNORED], check: shaping },
    Rule { codes: &[&OTHER_SUBSCRIPTION], check: subscription },
];

/// The rules of machines that the service logs in to.
pub const MACHINE_RULES: &[Rule] = &[
    Rule { codes: &[&TWO_TARGETS, &ADDRESS_PRIVATE], check: address_of },
    Rule { codes: &[&CREDENTIALS_MISSING], check: credentials },
    Rule { codes: &[&CREDENTIALS_ODD], check: odd_credentials },
    Rule { codes: &[&PUBLIC_IP], check: public_ip },
];

/// The rules of what the service makes.
pub const MANAGED_RULES: &[Rule] = &[Rule { codes: &[&MEMBERS_IGNORED], check: managed }];

/// Whether a member stands at a wrong level, where it has a finding of its own.
fn is_misplaced(cx: &Context<'_>, name: &str) -> bool {
    let at_wrong_level =
        |found: Option<crate::text::Node<'_>>| found.is_some_and(|node| !node.is_null());
    let is_data = crate::schema::field_of(cx.kind.fields, name).is_some();
    at_wrong_level(cx.body.written(&[name]))
        || (!is_data && at_wrong_level(cx.data.written(&[name])))
}

fn target(cx: &Context<'_>, reporter: &mut Reporter) {
    let (properties, data) = (&cx.properties, &cx.data);
    let Some(attach) = cx.kind.attach else { return };
    if let Some((text, node)) = properties.filled(TARGET).zip(properties.node(TARGET)) {
        let first = reporter.len();
        check_resource_id(reporter, node, text, resource_id::meant(text, attach.types));
        if let [_, other] = attach.types
            && let Some(other) = resource_id::resource_type(other)
        {
            for finding in reporter.since(first).filter(|finding| finding.code == &WRONG_TYPE) {
                finding.reason("two").param("other", other.title);
            }
        }
        return;
    }
    let by_address = attach.by == By::IdOrAddress;
    let empty = properties.is_empty(TARGET) && (!by_address || data.is_empty(ADDRESS_OF));
    let misplaced = is_misplaced(cx, RESOURCE_ID) || (by_address && is_misplaced(cx, "address"));
    if empty && !misplaced && cx.creates() && attach.by != By::IdOrNew {
        let finding = properties.report(&TARGET_MISSING, TARGET, reporter);
        finding.expected(Expected::Present);
        if by_address {
            finding.reason("address").related(data.pointer(ADDRESS_OF));
        }
    }
}

fn subscription(cx: &Context<'_>, reporter: &mut Reporter) {
    if !cx.kind.attach.is_some_and(|attach| attach.any_subscription) {
        return;
    }
    let Some(workspace) = cx.workspace_subscription() else { return };
    let own = cx.properties.text(TARGET).and_then(|id| segment_of(id, "subscriptions"));
    if let Some(own) = own.filter(|own| !own.eq_ignore_ascii_case(workspace)) {
        let finding = cx.properties.report(&OTHER_SUBSCRIPTION, TARGET, reporter);
        finding.param("actual", own).param("workspace", workspace);
    }
}

fn shaping(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(attach) = cx.kind.attach else { return };
    let by_address = attach.by == By::IdOrAddress && cx.data.filled(ADDRESS_OF).is_some();
    if cx.properties.filled(TARGET).is_none() && !by_address {
        return;
    }
    for member in attach.shaping.iter().filter(|member| cx.data.node(&[member]).is_some()) {
        let finding = cx.data.report(&MEMBERS_IGNORED, &[member], reporter).member(member);
        finding.related(cx.properties.pointer(TARGET));
    }
}

fn managed(cx: &Context<'_>, reporter: &mut Reporter) {
    if cx.properties.filled(TARGET).is_some() {
        cx.properties.report(&MEMBERS_IGNORED, TARGET, reporter).reason("managed");
    }
}

/// What is asked of the address of a machine.
pub const ADDRESS_ASKED: &[Constraint] = &[Constraint::form(&HOSTS, &ADDRESS, no_host)];

/// An IP address or a host name; editors judge it by its letters only.
static HOSTS: Form = Form::new(is_host, r"[^\s/@?#]+", "only the IP address or host name");

fn is_host(text: &str) -> bool {
    address::host(text).is_some()
}

fn no_host(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.param("actual", breach.text).actual(breach.text);
    finding.fix(address::host_inside(breach.text).map(|host| breach.write(host)));
}

fn address_of(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let Some(text) = data.filled(ADDRESS_OF) else { return };
    if address::host(text).is_some_and(|host| address::is_private(host, text)) {
        data.report(&ADDRESS_PRIVATE, ADDRESS_OF, reporter).param("actual", text);
    }
    if cx.properties.filled(TARGET).is_some() {
        let fix = Fix::remove("remove the address", data.pointer(ADDRESS_OF));
        let finding = data.report(&TWO_TARGETS, ADDRESS_OF, reporter);
        finding.related(cx.properties.pointer(TARGET)).fix(Some(fix));
    }
}

fn credentials(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let of_notebooks = data.boolean(NOTEBOOK) == Some(true);
    if !cx.creates() || of_notebooks || is_misplaced(cx, "administratorAccount") {
        return;
    }
    let mut missing = |path, reason| {
        let finding = data.report(&CREDENTIALS_MISSING, path, reporter);
        finding.reason(reason).expected(Expected::Present);
    };
    if data.is_absent(ACCOUNT) {
        return missing(ACCOUNT, "account");
    }
    if data.is_empty(USER) {
        missing(USER, "username");
    }
    if data.is_empty(PASSWORD) && data.is_empty(PRIVATE_KEY) {
        missing(PASSWORD, "secret");
    }
}

fn odd_credentials(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let mut odd = |path, reason, spare: bool| {
        let finding = data.report(&CREDENTIALS_ODD, path, reporter).reason(reason);
        finding.fix(spare.then(|| Fix::remove("remove it", data.pointer(path))));
    };
    let key = data.filled(PRIVATE_KEY);
    if key.is_some() && data.filled(PASSWORD).is_some() {
        odd(PASSWORD, "both", true);
    }
    if data.is_empty(PRIVATE_KEY) && data.filled(PUBLIC_KEY).is_some() {
        odd(PUBLIC_KEY, "public", true);
    }
    if data.written(PASSPHRASE).is_some() {
        odd(PASSPHRASE, "passphrase", true);
    }
    if let Some(found) = key.and_then(ssh::unusable_private_key) {
        let finding = data.report(&CREDENTIALS_ODD, PRIVATE_KEY, reporter).reason("key");
        finding.own("found", found);
    }
}

fn public_ip(cx: &Context<'_>, reporter: &mut Reporter) {
    let expects = cx.kind.attach.and_then(|attach| attach.expects);
    if let Some(expects) = expects.filter(|_| cx.properties.filled(TARGET).is_some()) {
        cx.properties.report(&PUBLIC_IP, TARGET, reporter).reason(expects);
    }
}
