//! Accounts on the nodes of a cluster, and the login of an instance. No value of a secret ever reaches a finding.

use crate::arm::names;
use crate::diagnostics::{Expected, Fix, Reporter, codes};
use crate::kinds::{Context, Rule};

use super::subnet;

const ACCOUNT: &[&str] = &["userAccountCredentials"];
const USER: &[&str] = &["userAccountCredentials", "adminUserName"];
const MACHINE_USER: &[&str] = &["administratorAccount", "username"];
const KEY: &[&str] = &["userAccountCredentials", "adminUserSshPublicKey"];
const PASSWORD: &[&str] = &["userAccountCredentials", "adminUserPassword"];
const LOGIN_PORT: &[&str] = &["remoteLoginPortPublicAccess"];
const LOCAL_AUTH: &[&str] = &["disableLocalAuth"];
const ASSIGNED_USER: &[&str] = &["personalComputeInstanceSettings", "assignedUser", "objectId"];
const SSH: &[&str] = &["sshSettings"];
const SSH_SWITCH: &[&str] = &["sshSettings", "sshPublicAccess"];
const SSH_KEY: &[&str] = &["sshSettings", "adminPublicKey"];

codes! {
    NO_CREDENTIAL = "access/no-credential" Warning {
        message: "the account has neither a key nor a password",
        help: "give an SSH public key",
        summary: "Nobody can log in to this account.",
        why: "The API requires neither; SDK v1 and Terraform reject it.",
        evidence: [Sdk "azureml-core 1.61 and terraform-provider-azurerm refuse it" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserName\":\"azureuser\"}}}}",
    }
    ADMIN_NAME = "access/admin-name" Warning {
        message: [
            "form" => "this is not a usual login name",
            "reserved" => "`{actual}` is a reserved name in Linux images",
        ],
        help: "start with a letter, then use letters, digits, hyphens or underscores, such as azureuser",
        summary: "The login name has an unusual form or is reserved.",
        why: "Machines reject such names when the account is created.",
        evidence: [Sdk "terraform-provider-azurerm, rule of the property" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserName\":\"root\"}}}}",
    }
    PASSWORD_USED = "access/password" Info {
        message: [
            "" => "a password is given; an SSH key is safer",
            "weak" => "the password mixes fewer than three kinds of characters",
        ],
        help: "use a key, or a long password with letters, digits and symbols",
        summary: "The account has a password.",
        why: "Keys cannot be guessed; SDK v1 rejects weak passwords.",
        evidence: [Sdk "azureml-core 1.61 asks for three of four sorts" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserPassword\":\"password\"}}}}",
    }
    SSH_OPEN = "access/ssh-open" Info {
        message: [
            "" => "the SSH port is open to the internet",
            "default" => "without a subnet the SSH port is open to the internet unless it is closed",
            "instance" => "the instance can be reached by SSH from the internet, unless its subnet blocks it",
        ],
        help: [
            "" => "set {@remoteLoginPortPublicAccess} to {@remoteLoginPortPublicAccess=Disabled} if nobody logs in from outside",
            "instance" => "leave it Disabled if notebooks and terminals in the studio are enough",
        ],
        summary: "SSH login is possible from the internet.",
        why: "Open ports are scanned within minutes.",
        evidence: [Spec "AmlComputeProperties.remoteLoginPortPublicAccess@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserName\":\"me\"}}}}",
        fix: "closes the port",
    }
    LOCAL_AUTH_CONFLICT = "access/local-auth-conflict" Warning {
        message: [
            "" => "local accounts are disabled, but one is given",
            "instance" => "local accounts are disabled, but SSH is enabled",
        ],
        help: [
            "" => "remove the account, or set {@disableLocalAuth} to {@disableLocalAuth=false}",
            "instance" => "disable SSH, or set {@disableLocalAuth} to {@disableLocalAuth=false}",
        ],
        summary: "disableLocalAuth is used together with an account, or with SSH to an instance.",
        why: "One of them cannot have its effect.",
        evidence: [Sdk "azure-ai-ml 1.35.2 derives one from the other" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"disableLocalAuth\":true,\"properties\":{\"userAccountCredentials\":{\"adminUserName\":\"me\"}}}}",
    }
    SSH_WITHOUT_KEY = "access/ssh-without-key" Warning {
        message: "nobody can log in: SSH is enabled without a key",
        help: "give {@adminPublicKey}; SSH cannot be changed later",
        summary: "SSH to an instance is enabled without a public key.",
        why: "The port is open, but no key is accepted.",
        evidence: [
            Docs "how-to-create-compute-instance: SSH cannot be switched later" "2024-08",
            Sdk "azureml-core 1.61 lets it pass" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"sshSettings\":{\"sshPublicAccess\":\"Enabled\"}}}}",
    }
    KEY_FOR_ANOTHER = "access/key-for-another-user" Error {
        message: "a key cannot be given for an instance that is created for another user",
        help: "remove the key; that user adds one in the studio afterwards",
        summary: "A public key is given beside an assigned user.",
        why: "The service rejects it: only the user of the instance may set its key.",
        evidence: [
            Service "azure-docs#109642: UserError, no key at creation on behalf of another user" "2023-05",
            Docs "azure-sdk-for-python PR 29291" "2023-03",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"personalComputeInstanceSettings\":{\"assignedUser\":{\"objectId\":\"5b0a4c1e-6a55-4a0e-8f5f-2a5a8a2b9d11\"}},\"sshSettings\":{\"adminPublicKey\":\"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDpO7QnXD40w2Y5k8T3MGB5t22k1xNyzYgxZkOGuTCN7TiN/Il/Ubbasew4ube3qspUe0lk3yT83BRX9kW/2OjjdR7uHJw1ISFCBGPa9KrqREsnk0RSwwU+lrpJWAodhas4PAIyBA0spfac0esupkLwibEzMvbeFFiqffQ4mA5pnVWr+jlTYWddywkvNlq31etWsmMPG2gf0klX/JGoudnvBxKRltfH5NjflWP4RpaZc6wpouDj8UVysm84sL3hzqRnujt1Hhq2AmB+s3ZTLwxltJ6SH9xIQxtQ7CiyLaGevK+PWlBN4L3nceHGQYEPsFbbYcZbqajiqRxhwmZwvkrR one@example\\n\"}}}}",
        fix: "removes the key",
    }
    KEY_UNUSED = "access/key-unused" Info {
        message: "a key is given, but SSH is not enabled",
        help: "set {@sshPublicAccess} to {@sshPublicAccess=Enabled} (it cannot be changed later), or remove the key",
        summary: "A public key is given without SSH.",
        why: "SSH is off unless it is enabled when the instance is created.",
        evidence: [
            Spec "ComputeInstanceSshSettings.sshPublicAccess@all: Disabled by default" "2026-08",
            Docs "how-to-create-compute-instance: SSH cannot be switched later" "2024-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"sshSettings\":{\"adminPublicKey\":\"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj9AQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7vL2+v8DBwsPExcbHyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+/z9/v93 trainer@host\"}}}}",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&NO_CREDENTIAL], check: credential },
    Rule { codes: &[&ADMIN_NAME], check: user },
    Rule { codes: &[&PASSWORD_USED], check: password },
    Rule { codes: &[&SSH_OPEN], check: ssh_open },
    Rule { codes: &[&LOCAL_AUTH_CONFLICT], check: local_auth },
];

/// The rules of instances.
pub const INSTANCE_RULES: &[Rule] = &[Rule {
    codes: &[&SSH_WITHOUT_KEY, &KEY_FOR_ANOTHER, &KEY_UNUSED, &SSH_OPEN, &LOCAL_AUTH_CONFLICT],
    check: instance,
}];

/// The rule of the account on an attached machine.
pub const MACHINE_RULES: &[Rule] = &[Rule { codes: &[&ADMIN_NAME], check: machine_user }];

fn credential(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let given = data.node(ACCOUNT).is_some();
    if cx.creates() && given && data.is_empty(KEY) && data.is_empty(PASSWORD) {
        let finding = data.report(&NO_CREDENTIAL, ACCOUNT, reporter);
        finding.related(data.pointer(KEY)).related(data.pointer(PASSWORD));
    }
}

fn user(cx: &Context<'_>, reporter: &mut Reporter) {
    user_at(cx, USER, names::KEPT_LOGINS, reporter);
}

fn machine_user(cx: &Context<'_>, reporter: &mut Reporter) {
    user_at(cx, MACHINE_USER, &[], reporter);
}

fn user_at(cx: &Context<'_>, path: &[&str], reserved: &[&str], reporter: &mut Reporter) {
    let data = &cx.data;
    let Some(name) = data.filled(path) else { return };
    let well_formed = names::rule("adminUserName").is_none_or(|rule| rule.takes(name));
    if !well_formed || reserved.iter().any(|word| word.eq_ignore_ascii_case(name)) {
        let reason = if well_formed { "reserved" } else { "form" };
        let finding = data.report(&ADMIN_NAME, path, reporter).reason(reason);
        // What has not the form of a name may be the password, in the wrong member.
        if well_formed {
            finding.param("actual", name);
        }
    }
}

fn password(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let password = data.node(PASSWORD).and_then(crate::text::Node::text).unwrap_or_default();
    if password.is_empty() {
        return;
    }
    let (mut lower, mut upper, mut digit, mut other) = (0, 0, 0, 0);
    for byte in password.bytes() {
        match byte {
            b'a'..=b'z' => lower = 1,
            b'A'..=b'Z' => upper = 1,
            b'0'..=b'9' => digit = 1,
            _ => other = 1,
        }
    }
    let finding = data.report(&PASSWORD_USED, PASSWORD, reporter);
    if [lower, upper, digit, other].into_iter().sum::<u8>() < 3 {
        finding.reason("weak");
    }
}

fn ssh_open(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.node(ACCOUNT).is_none() {
        return;
    }
    let opened = data.is_word(LOGIN_PORT, "Enabled");
    let unsaid = data.is_absent(LOGIN_PORT) || data.is_word(LOGIN_PORT, "NotSpecified");
    let reachable =
        data.is_absent(&["subnet"]) && data.boolean(&["enableNodePublicIp"]) != Some(false);
    if opened || (unsaid && reachable && cx.creates()) {
        let fix = data.put(LOGIN_PORT, "Disabled".into(), "close the port");
        let finding = data.report(&SSH_OPEN, LOGIN_PORT, reporter).fix(Some(fix));
        if !opened {
            finding.reason("default");
        }
    }
}

fn local_auth(cx: &Context<'_>, reporter: &mut Reporter) {
    let off = cx.properties.boolean(LOCAL_AUTH) == Some(true);
    if off && cx.data.node(ACCOUNT).is_some() {
        let finding = cx.properties.report(&LOCAL_AUTH_CONFLICT, LOCAL_AUTH, reporter);
        finding.related(cx.data.pointer(ACCOUNT));
    }
}

fn instance(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let key = data.node(SSH_KEY).and_then(crate::text::Node::text);
    let has_key = key.is_some_and(|key| !key.trim().is_empty());
    // Who it is for says which key opens it.
    let for_another = data.filled(ASSIGNED_USER).is_some();
    if for_another && has_key && cx.creates() {
        let fix = Fix::remove("remove the key", data.pointer(SSH_KEY));
        let finding = data.report(&KEY_FOR_ANOTHER, SSH_KEY, reporter).fix(Some(fix));
        finding.related(data.pointer(&["personalComputeInstanceSettings", "assignedUser"]));
        return;
    }
    if !data.is_word(SSH_SWITCH, "Enabled") {
        let off = data.is_absent(SSH_SWITCH) || data.is_word(SSH_SWITCH, "Disabled");
        if has_key && off {
            data.report(&KEY_UNUSED, SSH, reporter).related(data.pointer(SSH_SWITCH));
        }
        return;
    }
    // Without a public address it is reached from inside of its network alone.
    let inside = data.boolean(&["enableNodePublicIp"]) == Some(false)
        || subnet::has_managed_network(cx) == Some(true);
    if !inside {
        let fix = Fix::write(data.pointer(SSH_SWITCH), "Disabled");
        data.report(&SSH_OPEN, SSH_SWITCH, reporter).reason("instance").fix(Some(fix));
    }
    if data.is_empty(SSH_KEY) && !for_another {
        data.report(&SSH_WITHOUT_KEY, SSH_KEY, reporter).expected(Expected::Present);
    }
    if cx.properties.boolean(LOCAL_AUTH) == Some(true) {
        let finding = cx.properties.report(&LOCAL_AUTH_CONFLICT, LOCAL_AUTH, reporter);
        finding.reason("instance").related(data.pointer(SSH_SWITCH));
    }
}
