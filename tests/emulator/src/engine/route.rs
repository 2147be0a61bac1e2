//! From method and path to a typed operation. Words of the path are compared without case, as the
//! management API does. What exists in the service but not here is refused by name, loudly.

use super::errors::ArmError;
use azureml_compute::client::request::Method;

/// The workspace an operation works in, as named in the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Subscription id.
    pub subscription: String,
    /// Resource group.
    pub group: String,
    /// Workspace.
    pub workspace: String,
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Something about a workspace as a whole.
    Workspace(Scope, Workspace),
    /// Something about one compute.
    Compute(Scope, String, Compute),
    /// Something about one job.
    Job(Scope, String, Job),
    /// GET of the workspaces of a subscription, or of one group.
    ListWorkspaces {
        /// Subscription id.
        subscription: String,
        /// Resource group, if only its workspaces are wanted.
        group: Option<String>,
    },
    /// Something about a region.
    Region {
        /// Subscription id.
        subscription: String,
        /// Region.
        location: String,
        /// What.
        what: Region,
    },
    /// GET of the operations that the provider has.
    ListOperations,
}

/// What is done with a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Workspace {
    Get,
    ListComputes,
    ListJobs,
    ListFeatures,
    CheckComputeName,
}

/// What is done with a compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Compute {
    Get,
    Put,
    Patch,
    Delete,
    ListKeys,
    ListNodes,
    Start,
    Stop,
    Restart,
    Resize,
    ListSizesForResize,
    UpdateIdleShutdown,
    UpdateDataMounts,
    UpdateCustomServices,
    EnableSingleSignOn,
}

/// What is done with a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Job {
    Get,
    Put,
    Cancel,
    Delete,
}

/// What is asked of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Region {
    ListSizes,
    ListUsages,
    ListQuotas,
    UpdateQuotas,
    /// The state of an operation with this id.
    OperationStatus(String),
    /// The result of an operation with this id.
    OperationResult(String),
}

/// Finds the operation.
///
/// # Errors
///
/// The refusal of the management API: no such path, no such type, wrong method; or ours for an
/// operation that the service has and the emulator has not.
pub fn route(method: Method, segments: &[String]) -> Result<Operation, ArmError> {
    let lower: Vec<String> = segments.iter().map(|word| word.to_ascii_lowercase()).collect();
    let words: Vec<&str> = lower.iter().map(String::as_str).collect();
    let at = |index: usize| segments.get(index).cloned().unwrap_or_default();
    if words.iter().any(|word| word.is_empty()) {
        return Err(no_such_path());
    }
    match words.as_slice() {
        ["subscriptions", _, "resourcegroups", _, "providers", namespace, rest @ ..] => {
            require_namespace(namespace)?;
            let scope = Scope { subscription: at(1), group: at(3), workspace: at(7) };
            in_group(method, rest, scope, at(9))
        }
        ["subscriptions", _, "providers", namespace, rest @ ..] => {
            require_namespace(namespace)?;
            in_subscription(method, rest, at(1), at(5), at(7))
        }
        ["providers", namespace, "operations"] => {
            require_namespace(namespace)?;
            require(method, &[Method::Get])?;
            Ok(Operation::ListOperations)
        }
        _ => Err(no_such_path()),
    }
}

fn in_subscription(
    method: Method,
    rest: &[&str],
    subscription: String,
    location: String,
    id: String,
) -> Result<Operation, ArmError> {
    let (what, allowed) = match rest {
        ["workspaces"] => {
            require(method, &[Method::Get])?;
            return Ok(Operation::ListWorkspaces { subscription, group: None });
        }
        ["locations", _, "vmsizes"] => (Region::ListSizes, Method::Get),
        ["locations", _, "usages"] => (Region::ListUsages, Method::Get),
        ["locations", _, "quotas"] => (Region::ListQuotas, Method::Get),
        ["locations", _, "updatequotas"] => (Region::UpdateQuotas, Method::Post),
        ["locations", _, "computeoperationsstatus", _] => {
            (Region::OperationStatus(id), Method::Get)
        }
        ["locations", _, "computeoperationresults", _] => {
            (Region::OperationResult(id), Method::Get)
        }
        _ => return Err(no_such_type(rest)),
    };
    require(method, &[allowed])?;
    Ok(Operation::Region { subscription, location, what })
}

fn in_group(
    method: Method,
    rest: &[&str],
    scope: Scope,
    name: String,
) -> Result<Operation, ArmError> {
    const RESOURCE: &[Method] = &[Method::Get, Method::Put, Method::Patch, Method::Delete];
    match rest {
        ["workspaces"] => {
            require(method, &[Method::Get])?;
            let Scope { subscription, group, .. } = scope;
            Ok(Operation::ListWorkspaces { subscription, group: Some(group) })
        }
        ["workspaces", _] => match method {
            Method::Get => Ok(Operation::Workspace(scope, Workspace::Get)),
            Method::Put | Method::Patch | Method::Delete => {
                Err(not_emulated("changes of a workspace"))
            }
            _ => Err(wrong_method(RESOURCE)),
        },
        ["workspaces", _, collection @ ("computes" | "jobs" | "features")] => {
            require(method, &[Method::Get])?;
            let what = match *collection {
                "computes" => Workspace::ListComputes,
                "jobs" => Workspace::ListJobs,
                _ => Workspace::ListFeatures,
            };
            Ok(Operation::Workspace(scope, what))
        }
        ["workspaces", _, "checkcomputenameavailability"] => {
            require(method, &[Method::Post])?;
            Ok(Operation::Workspace(scope, Workspace::CheckComputeName))
        }
        ["workspaces", _, "computes", _] => {
            let what = match method {
                Method::Get => Compute::Get,
                Method::Put => Compute::Put,
                Method::Patch => Compute::Patch,
                Method::Delete => Compute::Delete,
                _ => return Err(wrong_method(RESOURCE)),
            };
            Ok(Operation::Compute(scope, name, what))
        }
        ["workspaces", _, "computes", _, action] => {
            let found = ACTIONS.iter().find(|(word, _)| word == action);
            let (_, what) = found.ok_or_else(|| no_such_type(rest))?;
            // The link to the next page of nodes is followed with GET.
            let pages = *what == Compute::ListNodes && method == Method::Get;
            if !pages {
                require(method, &[Method::Post])?;
            }
            Ok(Operation::Compute(scope, name, *what))
        }
        ["workspaces", _, "jobs", _] => {
            let what = match method {
                Method::Get => Job::Get,
                Method::Put => Job::Put,
                Method::Delete => Job::Delete,
                _ => return Err(wrong_method(&[Method::Get, Method::Put, Method::Delete])),
            };
            Ok(Operation::Job(scope, name, what))
        }
        ["workspaces", _, "jobs", _, "cancel"] => {
            require(method, &[Method::Post])?;
            Ok(Operation::Job(scope, name, Job::Cancel))
        }
        _ => Err(no_such_type(rest)),
    }
}

/// Actions that the service has on a compute.
const ACTIONS: &[(&str, Compute)] = &[
    ("customservices", Compute::UpdateCustomServices),
    ("enablesso", Compute::EnableSingleSignOn),
    ("getallowedvmsizesforresize", Compute::ListSizesForResize),
    ("listkeys", Compute::ListKeys),
    ("listnodes", Compute::ListNodes),
    ("resize", Compute::Resize),
    ("restart", Compute::Restart),
    ("start", Compute::Start),
    ("stop", Compute::Stop),
    ("updatedatamounts", Compute::UpdateDataMounts),
    ("updateidleshutdownsetting", Compute::UpdateIdleShutdown),
];

fn require_namespace(namespace: &str) -> Result<(), ArmError> {
    if namespace == "microsoft.machinelearningservices" {
        return Ok(());
    }
    let message = format!("there is no resource provider for the namespace `{namespace}`");
    Err(ArmError::new(404, "InvalidResourceNamespace", message))
}

fn require(method: Method, allowed: &[Method]) -> Result<(), ArmError> {
    if allowed.contains(&method) { Ok(()) } else { Err(wrong_method(allowed)) }
}

fn wrong_method(allowed: &[Method]) -> ArmError {
    let words: Vec<&str> = allowed.iter().map(|method| method.as_str()).collect();
    let message =
        format!("the resource does not support this method; it takes {}", words.join(", "));
    ArmError::new(405, "MethodNotAllowed", message).header("allow", words.join(", "))
}

fn not_emulated(what: &str) -> ArmError {
    let message = format!("the service has {what}, the emulator has not yet");
    ArmError::new(501, "OperationNotEmulated", message)
}

fn no_such_type(rest: &[&str]) -> ArmError {
    let kind: Vec<&str> = rest.iter().step_by(2).copied().collect();
    let message = format!(
        "the namespace `Microsoft.MachineLearningServices` has no resource type `{}`",
        kind.join("/")
    );
    ArmError::new(404, "InvalidResourceType", message)
}

fn no_such_path() -> ArmError {
    let message = "no resource of the management API has a path of this form";
    ArmError::new(404, "NotFound", message)
}

#[cfg(test)]
mod tests {
    use super::{Compute, Job, Operation, Region, Scope, Workspace, route};
    use azureml_compute::client::request::Method;

    const WORKSPACE: &str =
        "subscriptions/S/resourceGroups/G/providers/Microsoft.MachineLearningServices/workspaces/W";

    fn go(method: Method, path: &str) -> Result<Operation, String> {
        let segments: Vec<String> = path.split('/').map(str::to_owned).collect();
        route(method, &segments)
            .map_err(|error| error.into_body()["code"].as_str().unwrap().to_owned())
    }

    fn scope() -> Scope {
        Scope { subscription: "S".into(), group: "G".into(), workspace: "W".into() }
    }

    #[test]
    fn finds_operations_whatever_the_case_of_the_words() {
        let compute = format!("{WORKSPACE}/COMPUTES/Cpu");
        let of = |what| Ok(Operation::Compute(scope(), "Cpu".into(), what));
        assert_eq!(go(Method::Get, &compute), of(Compute::Get));
        assert_eq!(go(Method::Put, &compute), of(Compute::Put));
        assert_eq!(go(Method::Patch, &compute), of(Compute::Patch));
        let shouted = compute.replace("resourceGroups", "RESOURCEgroups");
        assert_eq!(go(Method::Delete, &shouted), of(Compute::Delete));
        assert_eq!(go(Method::Post, &format!("{compute}/listnodes")), of(Compute::ListNodes));
        assert_eq!(go(Method::Get, &format!("{compute}/listNodes")), of(Compute::ListNodes));
        let list = format!("{WORKSPACE}/computes");
        let listed = Operation::Workspace(scope(), Workspace::ListComputes);
        assert_eq!(go(Method::Get, &list), Ok(listed));
        let workspace = Operation::Workspace(scope(), Workspace::Get);
        assert_eq!(go(Method::Get, WORKSPACE), Ok(workspace));
        let job = Operation::Job(scope(), "J".into(), Job::Cancel);
        assert_eq!(go(Method::Post, &format!("{WORKSPACE}/jobs/J/cancel")), Ok(job));
        let status = "subscriptions/S/providers/microsoft.machinelearningservices/locations/L/\
                      computeOperationsStatus/I";
        assert_eq!(
            go(Method::Get, status),
            Ok(Operation::Region {
                subscription: "S".into(),
                location: "L".into(),
                what: Region::OperationStatus("I".into())
            })
        );
    }

    #[test]
    fn refuses_each_wrong_request_by_its_own_code() {
        for (method, path, code) in [
            (Method::Get, String::new(), "NotFound"),
            (Method::Get, "subscriptions".into(), "NotFound"),
            (Method::Get, format!("{WORKSPACE}/computes/"), "NotFound"),
            (
                Method::Get,
                WORKSPACE.replace("MachineLearning", "Toast"),
                "InvalidResourceNamespace",
            ),
            (Method::Get, format!("{WORKSPACE}/toasters/x"), "InvalidResourceType"),
            (Method::Post, format!("{WORKSPACE}/computes"), "MethodNotAllowed"),
            (Method::Post, format!("{WORKSPACE}/computes/c"), "MethodNotAllowed"),
            (Method::Get, format!("{WORKSPACE}/computes/c/listKeys"), "MethodNotAllowed"),
            (Method::Patch, format!("{WORKSPACE}/jobs/j"), "MethodNotAllowed"),
            (Method::Put, WORKSPACE.into(), "OperationNotEmulated"),
            (Method::Post, format!("{WORKSPACE}/computes/c/dance"), "InvalidResourceType"),
        ] {
            assert_eq!(go(method, &path), Err(code.to_owned()), "{} {path}", method.as_str());
        }
    }
}
