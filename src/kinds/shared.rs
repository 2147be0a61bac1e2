//! Member tables that several kinds share.

use super::Group;
use super::rules::attach;
use crate::schema::{Field, Format, Type};

/// `{id}` of a subnet.
pub(super) const SUBNET: &[Field] = &[Field::new(
    "id",
    Type::Text(Format::ResourceId("Microsoft.Network/virtualNetworks/subnets")),
)
.required()
.create_only()
.form("network", "Subnet", "id of the subnet of the machines")
.example("/subscriptions/…/virtualNetworks/network/subnets/training")];

/// `error` of something that failed; only ever sent by the service.
pub(super) const ERRORS: Type = Type::List(&Type::Any);

/// Groups of machines that the service logs in to.
pub(super) const MACHINE_GROUPS: &[Group] = &[
    Group { id: "basics", title: "Basics", advanced: false },
    Group { id: "target", title: "Target", advanced: false },
    Group { id: "account", title: "Account", advanced: false },
    Group { id: "tags", title: "Tags", advanced: true },
];

/// Groups of what is attached by its id alone.
pub(super) const PLAIN_GROUPS: &[Group] = &[
    Group { id: "basics", title: "Basics", advanced: false },
    Group { id: "target", title: "Target", advanced: false },
    Group { id: "tags", title: "Tags", advanced: true },
];

/// Words of SDK v1 and the CLI for members of machines.
pub(super) const MACHINE_WORDS: &[(&str, &str)] = &[
    ("port", "sshPort"),
    ("host", "address"),
    ("ip_address", "address"),
    ("ssh_settings", "administratorAccount"),
    ("admin_username", "username"),
    ("admin_password", "password"),
    ("ssh_private_key_file", "privateKeyData"),
    ("private_key_file", "privateKeyData"),
    ("vm_size", "virtualMachineSize"),
];

/// Address of a machine.
pub(super) const fn address() -> Field {
    Field::new("address", Type::Text(Format::Host))
        .asks(attach::ADDRESS_ASKED)
        .create_only()
        .form("target", "Address", "instead of the id: public IP address or host name")
        .example("20.54.1.7")
}

/// Port for logging in.
pub(super) const fn ssh_port() -> Field {
    Field::new("sshPort", Type::Port).create_only().default("22").form("account", "SSH port", "")
}

/// `VirtualMachineSshCredentials`.
pub(super) const ACCOUNT: &[Field] = &[
    Field::new("username", Type::Text(Format::UserName))
        .create_only()
        .form("account", "User name", "account that may log in")
        .example("azureuser"),
    Field::new("password", Type::Text(Format::Password)).secret().create_only().form(
        "account",
        "Password",
        "or a private key",
    ),
    Field::new("privateKeyData", Type::Text(Format::Pem)).secret().create_only().form(
        "account",
        "Private key",
        "unencrypted, in PEM form",
    ),
    Field::new("publicKeyData", Type::Text(Format::Pem)).secret().create_only(),
];
