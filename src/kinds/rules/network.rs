//! Network and operating system of managed machines.

use super::subnet::has_managed_network;
use crate::diagnostics::{Fix, Reporter, Severity, codes};
use crate::kinds::{Context, Rule};

const PUBLIC_IP: &[&str] = &["enableNodePublicIp"];
const SUBNET: &[&str] = &["subnet"];
const LOGIN_PORT: &[&str] = &["remoteLoginPortPublicAccess"];
const ACCOUNT: &[&str] = &["userAccountCredentials"];
const IMAGE: &[&str] = &["virtualMachineImage"];
const OS: &[&str] = &["osType"];

codes! {
    NO_PUBLIC_IP = "network/no-public-ip" Warning {
        message: "machines without public addresses need a subnet or a managed network",
        help: "give a subnet, unless the workspace has a managed network",
        summary: "No public addresses and no subnet. An error when the workspace is known to have no managed network.",
        why: "The machines cannot reach the service, unless the workspace has a managed network.",
        evidence: [Service "terraform-provider-azurerm#25901 and #27506" "2024-09"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"enableNodePublicIp\":false}}}",
    }
    PRIVATE_ENDPOINT = "network/private-endpoint" Info {
        message: "machines without public addresses need a private endpoint of the workspace",
        help: "disable the network policies of the subnet; not every region offers this",
        summary: "No public addresses, but a subnet is given.",
        why: "Without a private endpoint the machines cannot reach the workspace.",
        evidence: [Docs "how-to-secure-training-vnet" "2024-04"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Network/virtualNetworks/network/subnets/training\"},\"enableNodePublicIp\":false}}}",
    }
    LOGIN_PORT_WITHOUT_ACCOUNT = "network/login-port-without-account" Warning {
        message: "the SSH port is open, but no account can log in",
        help: "close it, or give {@userAccountCredentials}",
        summary: "The SSH port is open without an account.",
        why: "Nobody can use the open port.",
        evidence: [Spec "AmlComputeProperties.remoteLoginPortPublicAccess@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"remoteLoginPortPublicAccess\":\"Enabled\"}}}",
        fix: "closes the port",
    }
    IMAGE_ON_LINUX = "os/image" Warning {
        message: "a custom image is used only on Windows",
        help: "set {@osType} to {@osType=Windows}, or remove the image",
        summary: "virtualMachineImage on a Linux cluster.",
        why: "The API description says so; the image is ignored.",
        evidence: [Spec "AmlComputeProperties.virtualMachineImage@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"virtualMachineImage\":{\"id\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Compute/images/image\"}}}}",
        fix: "sets osType to Windows",
    }
}

/// The rules about public addresses.
pub const PUBLIC_IP_RULES: &[Rule] =
    &[Rule { codes: &[&NO_PUBLIC_IP, &PRIVATE_ENDPOINT], check: public_ip }];

/// The rules of clusters.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&LOGIN_PORT_WITHOUT_ACCOUNT], check: login_port },
    Rule { codes: &[&IMAGE_ON_LINUX], check: image },
];

fn public_ip(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.boolean(PUBLIC_IP) != Some(false) {
        return;
    }
    let managed = has_managed_network(cx);
    if managed == Some(true) {
        return; // the network of the workspace has all that is needed
    }
    if data.is_absent(SUBNET) {
        let finding = data.report(&NO_PUBLIC_IP, PUBLIC_IP, reporter);
        finding.related(data.pointer(SUBNET));
        if managed == Some(false) {
            finding.raise(Severity::Error);
        }
    } else {
        data.report(&PRIVATE_ENDPOINT, PUBLIC_IP, reporter);
    }
}

fn login_port(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.is_word(LOGIN_PORT, "Enabled") && data.is_absent(ACCOUNT) {
        let finding = data.report(&LOGIN_PORT_WITHOUT_ACCOUNT, LOGIN_PORT, reporter);
        finding.related(data.pointer(ACCOUNT));
        finding.fix(Some(Fix::write(data.pointer(LOGIN_PORT), "Disabled")));
    }
}

fn image(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.node(IMAGE).is_some() && (data.is_absent(OS) || data.is_word(OS, "Linux")) {
        let fix = data.put(OS, "Windows".into(), "set osType to Windows");
        let finding = data.report(&IMAGE_ON_LINUX, IMAGE, reporter);
        finding.related(data.pointer(OS)).fix(Some(fix));
    }
}
