//! The workspace that a configuration is for, as far as it is known: formats name networks and accounts by
//! their last word and mean those beside the workspace.

use crate::arm::resource_id::ResourceId;
use crate::kinds::Options;
use crate::kinds::context::OnDemand;

/// Stands where the subscription of the workspace is not known.
const SOME_SUBSCRIPTION: &str = "11111111-1111-4111-8111-111111111111";
/// Stands where the group of the workspace is not known.
const SOME_GROUP: &str = "group";

/// Subscription and group of a workspace.
pub(super) struct Workspace {
    /// Id of the subscription.
    pub(super) subscription: String,
    /// Name of the resource group.
    pub(super) group: String,
    /// Whether they are those of the workspace and no stand-ins.
    pub(super) known: bool,
}

impl Workspace {
    /// The workspace that the caller's facts name.
    pub(super) fn of(options: &Options) -> Self {
        Self::read(options).unwrap_or_else(|| Self {
            subscription: SOME_SUBSCRIPTION.to_owned(),
            group: SOME_GROUP.to_owned(),
            known: false,
        })
    }

    /// A body with what stands for an unknown workspace written as something that is to be filled in: taken for
    /// an id of somebody it would be believed.
    pub(super) fn open(body: &str) -> String {
        let subscription = ["/subscriptions/", SOME_SUBSCRIPTION].concat();
        let whole = [&subscription, "/resourceGroups/", SOME_GROUP, "/"].concat();
        body.replace(&whole, "/subscriptions/<subscription>/resourceGroups/<group>/")
            .replace(&subscription, "/subscriptions/<subscription>")
    }

    fn read(options: &Options) -> Option<Self> {
        let facts = OnDemand::new(options.facts.as_ref());
        let id = facts.root()?.get("workspace")?.get("id")?.text()?;
        let id = ResourceId::parse(id)?;
        Some(Self { subscription: id.subscription_id, group: id.resource_group?, known: true })
    }

    /// The id of a resource beside the workspace, or in another group.
    pub(super) fn id(&self, group: Option<&str>, provider_and_type: &str, name: &str) -> String {
        [
            "/subscriptions/",
            &self.subscription,
            "/resourceGroups/",
            group.unwrap_or(&self.group),
            "/providers/",
            provider_and_type,
            "/",
            name,
        ]
        .concat()
    }
}

/// The id of a subnet.
pub(super) fn subnet_id(
    workspace: &Workspace,
    group: Option<&str>,
    network: &str,
    subnet: &str,
) -> String {
    let network = workspace.id(group, "Microsoft.Network/virtualNetworks", network);
    [&network, "/subnets/", subnet].concat()
}
