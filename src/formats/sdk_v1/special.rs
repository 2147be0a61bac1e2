//! What no row can say: sets of arguments, targets told by their parts, identities, networks, key files and
//! what the SDK drops.

use super::calls::Target;
use super::{
    ALL_OR_NONE, DROPPED_ARGUMENT, EXCLUSIVE, ID_FORM, MISSING_ARGUMENT, PASSWORD_CLASSES, Reading,
};
use crate::arm::resource_id::ResourceId;
use crate::diagnostics::{Fix, Json, pieces};
use crate::formats::body::below;
use crate::formats::workspace::{Workspace, subnet_id};
use crate::kinds::{ComputeKind, Options};
use crate::schema::is_open;
use crate::text::Node;

/// Members of the resource that no row names.
pub(super) static PLACES: &[(&str, &str)] = &[
    ("/name", "/name"),
    ("/properties/computeType", "/call"),
    ("/properties/resourceId", "/args/resource_id"),
    ("/identity", "/args/identity_type"),
    ("/identity/userAssignedIdentities", "/args/identity_id"),
    ("/properties/properties/scaleSettings", "/args/max_nodes"),
    ("/properties/properties/subnet", "/args/subnet_name"),
    ("/properties/properties/administratorAccount", "/args/username"),
];

/// Stands for keys and certificates in files: their content is not here, and nobody is told of it.
const SOME_KEY: &str = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n";
const SOME_CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n";

const TLS: &str = "/properties/properties/sslConfiguration";

pub(super) fn read(options: &Options, reading: &mut Reading<'_, '_>) {
    let workspace = Workspace::of(options);
    together(reading);
    excluding(reading);
    target(&workspace, reading);
    subnet(&workspace, reading);
    identity(reading);
    account(reading);
    dropped(reading);
    if reading.call.name == "DsvmCompute.provisioning_configuration" {
        // A machine that is made, not attached: it has no target and no account yet.
        for path in ["/properties/resourceId", "/properties/properties/administratorAccount"] {
            reading.refused.push(path.to_owned());
        }
    }
    match reading.call.kind {
        Some(ComputeKind::SynapseSpark) => synapse(&workspace, reading),
        Some(ComputeKind::Aks) => certificates(reading),
        _ => {}
    }
}

fn listed(names: &[&str]) -> String {
    names.join(", ")
}

fn together(reading: &mut Reading<'_, '_>) {
    let call = reading.call;
    for set in call.together {
        let given = |name: &&&str| reading.given(name).is_some();
        let first = set.iter().find(|name| !given(name));
        if let (Some(missing), true) = (first, set.iter().any(|name| given(&name))) {
            let (path, order) = (reading.pointer(missing), reading.order());
            let finding = reading.reporter.add(&ALL_OR_NONE, path, order);
            finding.own("argument", missing).own("others", &listed(set));
            let rows = call.arguments.iter().filter(|row| set.contains(&row.name));
            for row in rows {
                reading.refused.push(row.to.to_owned());
                // Half of what TLS needs says nothing about TLS.
                if row.to.starts_with(TLS) {
                    reading.body.forget(row.to);
                }
            }
        }
    }
    if call.kind == Some(ComputeKind::AmlCompute)
        && call.arguments.iter().any(|row| row.name == "admin_username")
    {
        login(reading);
    }
}

/// A login is a name with a password or a key, or nothing.
fn login(reading: &mut Reading<'_, '_>) {
    let secrets = ["admin_user_password", "admin_user_ssh_key"];
    let secret = secrets.iter().find(|name| reading.given(name).is_some());
    let name = reading.given("admin_username");
    let missing = match (name, secret) {
        (None, Some(_)) => "admin_username",
        (Some(_), None) => "admin_user_ssh_key",
        _ => return,
    };
    let (path, order) = (reading.pointer(missing), reading.order());
    let finding = reading.reporter.add(&ALL_OR_NONE, path, order);
    finding.own("argument", missing).own("others", "user name and password or key");
    reading.refused.push("/properties/properties/userAccountCredentials/adminUserName".to_owned());
}

fn excluding(reading: &mut Reading<'_, '_>) {
    let call = reading.call;
    for (argument, others) in call.excluding {
        for other in *others {
            if reading.given(argument).is_some()
                && let Some(node) = reading.given(other)
            {
                exclusive(node, other, argument, reading);
            }
        }
    }
    let internal =
        reading.text("load_balancer_type").map(|(_, word)| word == "InternalLoadBalancer");
    if let Some(node) = reading.given("load_balancer_subnet")
        && call.name == "AksCompute.attach_configuration"
        && internal != Some(true)
    {
        exclusive(node, "load_balancer_subnet", "a public load balancer", reading);
    }
}

fn exclusive(node: Node<'_>, argument: &str, other: &str, reading: &mut Reading<'_, '_>) {
    let fix = Fix::remove("remove it", node.pointer());
    let finding = node.report(&EXCLUSIVE, reading.reporter).own("argument", argument);
    finding.param("other", other).fix(Some(fix));
}

/// The one way in which the target is told.
fn target(workspace: &Workspace, reading: &mut Reading<'_, '_>) {
    let call = reading.call;
    if call.forms.is_empty() {
        // All of its arguments are required, and the id is looked at.
        if let (Some(target), Some((node, id))) = (call.target, reading.text("resource_id")) {
            id_form(node, id, target, reading);
        }
        return;
    }
    let touched: Vec<&&[&str]> = call
        .forms
        .iter()
        .filter(|form| form.iter().any(|name| reading.given(name).is_some()))
        .collect();
    let order = reading.order();
    // The form that is given whole counts; half of another beside it is what excludes it.
    let is_whole = |form: &&&&[&str]| form.iter().all(|name| reading.given(name).is_some());
    let Some(form) = touched.iter().find(is_whole).or_else(|| touched.first()).copied() else {
        let first = call.forms.first().copied().unwrap_or_default();
        let path = reading.pointer("resource_id");
        let finding = reading.reporter.add(&MISSING_ARGUMENT, path, order);
        finding.reason("target").own("others", &[&listed(first), ", or resource_id"].concat());
        reading.refused.push("/properties/resourceId".to_owned());
        return;
    };
    let mut whole = true;
    if let Some(missing) = form.iter().find(|name| reading.given(name).is_none()) {
        let path = reading.pointer(missing);
        let finding = reading.reporter.add(&MISSING_ARGUMENT, path, order);
        finding.reason("part").own("argument", missing).own("others", &listed(form));
        reading.refused.push("/properties/resourceId".to_owned());
        whole = false;
    }
    for other in touched.into_iter().filter(|other| !std::ptr::eq(*other, form)) {
        let names = other.iter().copied().find_map(|name| Some((name, reading.given(name)?)));
        if let (Some((name, node)), Some(first)) = (names, form.first()) {
            exclusive(node, name, first, reading);
            whole = false;
        }
    }
    let Some(target) = call.target else { return };
    if let Some((node, id)) = reading.text("resource_id")
        && target.exact
    {
        id_form(node, id, target, reading);
    }
    if form.iter().any(|name| reading.is_open(name)) {
        // Told where it stands; no id can be made of it.
        reading.refused.push("/properties/resourceId".to_owned());
    } else if let (true, Some((node, name))) = (whole, reading.text(target.name)) {
        let group = reading.text("resource_group").map(|(_, group)| group);
        let subscription = reading.text("subscription_id").map(|(_, id)| id);
        let beside = Workspace {
            subscription: subscription.unwrap_or(&workspace.subscription).to_owned(),
            group: workspace.group.clone(),
            known: workspace.known || subscription.is_some(),
        };
        let id = beside.id(group, target.kind, name);
        reading.body.make("/properties/resourceId", Json::from(id), Some(node));
        if !beside.known {
            reading.body.stands_in();
        }
    }
    credentials(reading);
}

/// The SDK counts slashes and compares the provider letter by letter.
fn id_form(node: Node<'_>, id: &str, target: Target, reading: &mut Reading<'_, '_>) {
    /// Empty text in front of the first slash, then four pairs.
    const PARTS: usize = 9;
    if is_open(id) {
        return;
    }
    let count = pieces(id, b'/').count();
    let provider = pieces(id, b'/').nth(6).unwrap_or_default();
    let known = pieces(target.kind, b'/').next().unwrap_or_default();
    if count == PARTS && provider == known {
        return;
    }
    let canonical = ResourceId::parse(id).map(|id| id.canonical);
    let mended = canonical.filter(|canonical| {
        pieces(canonical, b'/').count() == PARTS && pieces(canonical, b'/').nth(6) == Some(known)
    });
    let finding = node.report(&ID_FORM, reading.reporter);
    if count == PARTS {
        finding.reason("provider").param("actual", provider).param("known", known);
    } else {
        finding.reason("parts").count("count", count).count("wanted", PARTS);
    }
    finding.fix(mended.map(|id| Fix::write(node.pointer(), &id).safe()));
    reading.refused.push("/properties/resourceId".to_owned());
}

/// A machine is logged in to with a password or a key.
fn credentials(reading: &mut Reading<'_, '_>) {
    if !reading.call.arguments.iter().any(|row| row.name == "private_key_file") {
        return;
    }
    if reading.given("private_key_file").is_some() && reading.given("password").is_none() {
        let path = "/properties/properties/administratorAccount/privateKeyData";
        reading.body.make(path, Json::from(SOME_KEY), None);
    } else if reading.given("password").is_none() {
        let (path, order) = (reading.pointer("password"), reading.order());
        reading.reporter.add(&MISSING_ARGUMENT, path, order).reason("credentials");
        reading.refused.push("/properties/properties/administratorAccount".to_owned());
        reading.body.make(
            "/properties/properties/administratorAccount/password",
            Json::from("Some-Passw0rd"),
            None,
        );
    }
    if let Some(node) = reading.given("private_key_passphrase") {
        node.report(&DROPPED_ARGUMENT, reading.reporter).reason("passphrase");
    }
}

fn subnet(workspace: &Workspace, reading: &mut Reading<'_, '_>) {
    let (Some((_, group)), Some((_, network)), Some((node, subnet))) = (
        reading.text("vnet_resourcegroup_name"),
        reading.text("vnet_name"),
        reading.text("subnet_name"),
    ) else {
        return;
    };
    let path = match reading.call.kind {
        Some(ComputeKind::Aks) => "/properties/properties/aksNetworkingConfiguration/subnetId",
        _ => "/properties/properties/subnet/id",
    };
    if [group, network, subnet].into_iter().any(is_open) {
        reading.refused.push(path.to_owned());
        return;
    }
    let id = subnet_id(workspace, Some(group), network, subnet);
    reading.body.make(path, Json::from(id), Some(node));
    if !workspace.known {
        reading.body.stands_in();
    }
}

fn identity(reading: &mut Reading<'_, '_>) {
    let list = reading.given("identity_id").or_else(|| reading.given("identity_ids"));
    let Some(list) = list else { return };
    for item in list.items() {
        if let Some(id) = item.text() {
            let path = below("/identity/userAssignedIdentities", id);
            reading.body.make(&path, Json::empty_object(), Some(item));
        }
    }
    if reading.call.name == "AmlCompute.remove_identity" {
        reading.body.make("/identity/type", Json::from("UserAssigned"), None);
    }
}

/// Signs that the SDK counts; hyphen, backslash and blank are not among them.
const SIGNS: &[u8] = b"`~!@#$%^&*()=+_[]{}|;:./'\",<>?";

fn account(reading: &mut Reading<'_, '_>) {
    let Some((node, password)) = reading.text("admin_user_password") else { return };
    if is_open(password) {
        return;
    }
    let has = |class: &dyn Fn(u8) -> bool| usize::from(password.bytes().any(class));
    let count = has(&|byte| byte.is_ascii_lowercase())
        .saturating_add(has(&|byte| byte.is_ascii_uppercase()))
        .saturating_add(has(&|byte| byte.is_ascii_digit()))
        .saturating_add(has(&|byte| SIGNS.contains(&byte)));
    if count < 3 {
        node.report(&PASSWORD_CLASSES, reading.reporter).count("count", count);
    }
}

fn dropped(reading: &mut Reading<'_, '_>) {
    let call = reading.call;
    if call.name != "AmlCompute.provisioning_configuration" {
        return;
    }
    // The defaults of the SDK are no fault of the caller.
    let scale = "/properties/properties/scaleSettings";
    if reading.given("min_nodes").is_none() {
        reading.body.make(&[scale, "/minNodeCount"].concat(), Json::from(0), None);
    }
    if reading.args.is_none_or(|args| args.get_exact("idle_seconds_before_scaledown").is_none()) {
        let path = [scale, "/nodeIdleTimeBeforeScaleDown"].concat();
        reading.body.make(&path, Json::from("PT1800S"), None);
    }
    if let Some(node) = reading.given("enable_node_public_ip")
        && node.boolean() == Some(false)
    {
        node.report(&DROPPED_ARGUMENT, reading.reporter).reason("public-ip");
        reading.body.forget("/properties/properties/enableNodePublicIp");
    }
    let kept = [
        "vm_size",
        "vm_priority",
        "admin_username",
        "vnet_name",
        "remote_login_port_public_access",
    ];
    // Two of them have defaults of their own, which must have been taken away.
    let emptied = |name: &str| reading.args.is_some_and(|args| args.get_exact(name).is_some());
    if let Some(node) = reading.given("max_nodes")
        && kept.iter().all(|name| reading.given(name).is_none())
        && emptied("vm_priority")
        && emptied("remote_login_port_public_access")
    {
        node.report(&DROPPED_ARGUMENT, reading.reporter).reason("everything");
    }
}

fn synapse(workspace: &Workspace, reading: &mut Reading<'_, '_>) {
    let Some((node, pool)) = reading.text("pool_name") else { return };
    if is_open(pool) {
        reading.refused.push("/properties/resourceId".to_owned());
        return;
    }
    // The id of the link is not part of the call; what is made of it is no id of a pool yet.
    let link = workspace.id(None, "Microsoft.Synapse/workspaces", "workspace");
    let id = [&link, "/bigDataPools/", pool].concat();
    reading.body.make("/properties/resourceId", Json::from(id), Some(node));
    reading.body.stands_in();
}

fn certificates(reading: &mut Reading<'_, '_>) {
    let base = TLS;
    if reading.given("ssl_cert_pem_file").is_some() && reading.given("ssl_key_pem_file").is_some() {
        reading.body.make(&[base, "/status"].concat(), Json::from("Enabled"), None);
        reading.body.make(&[base, "/cert"].concat(), Json::from(SOME_CERTIFICATE), None);
        reading.body.make(&[base, "/key"].concat(), Json::from(SOME_KEY), None);
    }
}
