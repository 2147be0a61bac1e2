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
    /// GET of the workspace.
    GetWorkspace(Scope),
    /// GET of all computes.
    ListComputes(Scope),
    /// GET of one compute.
    GetCompute(Scope, String),
    /// PUT of one compute.
    PutCompute(Scope, String),
    /// DELETE of one compute.
    DeleteCompute(Scope, String),
    /// GET of the state of an operation.
    GetOperationStatus {
        /// Subscription id.
        subscription: String,
        /// Region.
        location: String,
        /// Id of the operation.
        id: String,
    },
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
            match rest {
                ["locations", _, "computeoperationsstatus", _] => {
                    require(method, &[Method::Get])?;
                    Ok(Operation::GetOperationStatus {
                        subscription: at(1),
                        location: at(5),
                        id: at(7),
                    })
                }
                ["locations", _, "vmsizes" | "usages" | "quotas" | "updatequotas"] => {
                    Err(not_emulated("sizes, usages and quotas"))
                }
                ["workspaces"] => Err(not_emulated("lists of workspaces")),
                _ => Err(no_such_type(rest)),
            }
        }
        ["providers", namespace, "operations"] => {
            require_namespace(namespace)?;
            Err(not_emulated("the list of operations"))
        }
        _ => Err(no_such_path()),
    }
}

fn in_group(
    method: Method,
    rest: &[&str],
    scope: Scope,
    compute: String,
) -> Result<Operation, ArmError> {
    match rest {
        ["workspaces"] => Err(not_emulated("lists of workspaces")),
        ["workspaces", _] => match method {
            Method::Get => Ok(Operation::GetWorkspace(scope)),
            Method::Put | Method::Patch | Method::Delete => {
                Err(not_emulated("changes of a workspace"))
            }
            _ => Err(wrong_method(&[Method::Get, Method::Put, Method::Patch, Method::Delete])),
        },
        ["workspaces", _, "computes"] => {
            require(method, &[Method::Get])?;
            Ok(Operation::ListComputes(scope))
        }
        ["workspaces", _, "computes", _] => match method {
            Method::Get => Ok(Operation::GetCompute(scope, compute)),
            Method::Put => Ok(Operation::PutCompute(scope, compute)),
            Method::Delete => Ok(Operation::DeleteCompute(scope, compute)),
            Method::Patch => Err(not_emulated("updates by PATCH")),
            _ => Err(wrong_method(&[Method::Get, Method::Put, Method::Patch, Method::Delete])),
        },
        ["workspaces", _, "computes", _, action] if ACTIONS.contains(action) => {
            require(method, &[Method::Post])?;
            Err(not_emulated(&format!("the action `{action}`")))
        }
        ["workspaces", _, "jobs" | "features" | "checkcomputenameavailability", ..] => {
            Err(not_emulated("jobs, features and name checks"))
        }
        _ => Err(no_such_type(rest)),
    }
}

/// Actions that the service has on a compute.
const ACTIONS: &[&str] = &[
    "customservices",
    "getallowedvmsizesforresize",
    "listkeys",
    "listnodes",
    "resize",
    "restart",
    "start",
    "stop",
    "updatedatamounts",
    "updateidleshutdownsetting",
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
    use super::{Operation, Scope, route};
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
        assert_eq!(go(Method::Get, &compute), Ok(Operation::GetCompute(scope(), "Cpu".into())));
        assert_eq!(go(Method::Put, &compute), Ok(Operation::PutCompute(scope(), "Cpu".into())));
        assert_eq!(
            go(Method::Delete, &compute.replace("resourceGroups", "RESOURCEgroups")),
            Ok(Operation::DeleteCompute(scope(), "Cpu".into()))
        );
        let list = format!("{WORKSPACE}/computes");
        assert_eq!(go(Method::Get, &list), Ok(Operation::ListComputes(scope())));
        assert_eq!(go(Method::Get, WORKSPACE), Ok(Operation::GetWorkspace(scope())));
        let status = "subscriptions/S/providers/microsoft.machinelearningservices/locations/L/\
                      computeOperationsStatus/I";
        assert_eq!(
            go(Method::Get, status),
            Ok(Operation::GetOperationStatus {
                subscription: "S".into(),
                location: "L".into(),
                id: "I".into()
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
            (Method::Get, format!("{WORKSPACE}/computes/c/listNodes"), "MethodNotAllowed"),
            (Method::Post, format!("{WORKSPACE}/computes/c/listNodes"), "OperationNotEmulated"),
            (Method::Patch, format!("{WORKSPACE}/computes/c"), "OperationNotEmulated"),
            (Method::Put, WORKSPACE.into(), "OperationNotEmulated"),
            (Method::Post, format!("{WORKSPACE}/computes/c/dance"), "InvalidResourceType"),
        ] {
            assert_eq!(go(method, &path), Err(code.to_owned()), "{} {path}", method.as_str());
        }
    }
}
