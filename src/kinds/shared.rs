//! Member tables that several kinds share.

use crate::schema::{Field, Format, Type};

/// `{id}` of a subnet.
pub(super) const SUBNET: &[Field] = &[Field::new(
    "id",
    Type::Text(Format::ResourceId("Microsoft.Network/virtualNetworks/subnets")),
)
.required()
.create_only()
.form("network", "Subnet", "id of the subnet that the machines get their addresses from")
.example("/subscriptions/…/virtualNetworks/network/subnets/training")];

/// `error` of something that failed; only ever sent by the service.
pub(super) const ERRORS: Type = Type::List(&Type::Any);
