//! The signs by which documents are known, as a table. A sign must be certain: a compute with mistakes in it
//! is still a compute.

/// Something that stands in a document. Paths are names with `/` between them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// Anything stands there.
    Has(&'static str),
    /// Nothing stands there.
    Lacks(&'static str),
    /// A text stands there.
    Text(&'static str),
    /// A list stands there.
    List(&'static str),
    /// An object stands there.
    Object(&'static str),
    /// One of these words stands there, in any case.
    Word(&'static str, &'static [&'static str]),
    /// A text with this in it stands there, in any case; it begins with a small letter or a sign.
    With(&'static str, &'static str),
    /// An object or list stands there, and an object in it has this member.
    Each(&'static str, &'static str),
}

use Mark::{Each, Has, Lacks, List, Object, Text, With, Word};

/// A sort of documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    /// The variant of `envelope/foreign-document` that says what it is.
    pub(super) reason: &'static str,
    /// It is one if all the marks of a line are there.
    pub(super) marks: &'static [&'static [Mark]],
}

const fn sign(reason: &'static str, marks: &'static [&'static [Mark]]) -> Sign {
    Sign { reason, marks }
}

/// Types of documents of jobs.
const JOBS: &[&str] = &["command", "sweep", "pipeline", "parallel", "spark", "automl", "import"];

/// The sorts, the more certain first.
pub(super) static SIGNS: &[Sign] = &[
    sign("list", &[&[List("value"), Lacks("properties")]]),
    sign("error", &[&[Object("error"), Lacks("properties")]]),
    sign("template", &[&[With("$schema", "deploymentTemplate")]]),
    sign(
        "parameters",
        &[
            &[With("$schema", "deploymentParameters")],
            &[
                Text("contentVersion"),
                Object("parameters"),
                Lacks("resources"),
                Lacks("properties"),
            ],
        ],
    ),
    sign(
        "ui",
        &[
            &[With("$schema", "createUiDefinition")],
            &[With("$schema", "uiFormDefinition")],
            &[With("handler", "microsoft.azure.createUiDef")],
        ],
    ),
    sign("metadata", &[&[Text("itemDisplayName")]]),
    sign(
        "policy",
        &[
            &[With("type", "microsoft.authorization/policy")],
            &[With("$schema", "policyDefinition")],
            &[Object("properties/policyRule")],
            &[Object("policyRule")],
            &[Text("properties/policyDefinitionId")],
            &[List("properties/policyDefinitions")],
            &[Object("if"), Object("then")],
        ],
    ),
    sign(
        "role",
        &[
            &[With("type", "microsoft.authorization/role")],
            &[Text("properties/roleDefinitionId")],
            &[List("assignableScopes")],
            &[List("properties/assignableScopes")],
        ],
    ),
    sign(
        "request",
        &[
            &[Object("properties/template"), Text("properties/mode")],
            &[Object("properties/templateLink")],
        ],
    ),
    sign("bicep-settings", &[&[Object("analyzers/core")], &[Object("moduleAliases")]]),
    sign("aso", &[&[With("apiVersion", "azure.com/"), Text("kind")]]),
    sign(
        "manifest",
        &[
            &[Text("apiVersion"), Text("kind"), Has("metadata")],
            &[Text("apiVersion"), Text("kind"), Has("spec")],
            &[Text("apiVersion"), Word("kind", &["List"]), List("items")],
            &[With("apiVersion", ".k8s.io/"), Text("kind")],
        ],
    ),
    sign("helm", &[&[Text("apiVersion"), Text("name"), Has("version"), Lacks("properties")]]),
    sign(
        "terraform-plan",
        &[
            &[Has("format_version"), Has("planned_values")],
            &[Has("format_version"), List("resource_changes")],
        ],
    ),
    sign(
        "terraform-state",
        &[
            &[Text("terraform_version"), Has("lineage")],
            &[Text("terraform_version"), Has("serial")],
            &[Text("terraform_version"), Object("values")],
        ],
    ),
    sign(
        "terraform",
        &[
            &[Object("terraform"), Lacks("properties")],
            &[Object("resource"), Lacks("properties")],
            &[Object("provider"), Lacks("properties")],
            &[Object("variable"), Lacks("properties")],
        ],
    ),
    sign("notebook", &[&[Has("nbformat")], &[List("cells"), Object("metadata")]]),
    sign(
        "lock",
        &[
            &[Has("lockfileVersion")],
            &[Text("content-hash")],
            &[Object("_meta"), Object("default")],
            &[Has("version"), Object("specifiers")],
        ],
    ),
    sign("tsconfig", &[&[Object("compilerOptions")]]),
    sign("openapi", &[&[Has("openapi"), Has("info")], &[Has("swagger"), Has("info")]]),
    sign("json-schema", &[&[With("$schema", "json-schema.org")], &[Object("$defs")]]),
    sign("sarif", &[&[List("runs"), Has("version")]]),
    sign(
        "cloudformation",
        &[
            &[Has("AWSTemplateFormatVersion")],
            &[Each("Resources", "Type"), Lacks("contentVersion")],
        ],
    ),
    sign("azd", &[&[Each("services", "host"), Lacks("type")]]),
    sign(
        "compose",
        &[&[Each("services", "image"), Lacks("type")], &[Each("services", "build"), Lacks("type")]],
    ),
    sign(
        "workflow",
        &[
            &[Each("jobs", "runs-on")],
            // YAML 1.1 reads the key `on` as true.
            &[Object("jobs"), Has("on"), Lacks("properties")],
            &[Object("jobs"), Has("true"), Lacks("properties")],
            &[Text("runs/using")],
        ],
    ),
    sign("pre-commit", &[&[Each("repos", "repo")]]),
    sign("connection", &[&[Text("subscription_id"), Text("workspace_name"), Lacks("properties")]]),
    sign(
        "component",
        &[
            &[With("$schema", "component.schema")],
            &[Word("type", JOBS), Has("version")],
            &[Word("type", &["command_component", "pipeline_component"])],
        ],
    ),
    sign(
        "job",
        &[
            &[Word("type", JOBS)],
            &[With("$schema", "job.schema")],
            &[With("$schema", "azuremlschemas"), Has("jobs")],
            &[Text("command"), Has("environment"), Lacks("properties")],
            &[Text("command"), Text("compute"), Lacks("properties")],
            &[Text("properties/jobType")],
        ],
    ),
    sign(
        "deployment",
        &[
            &[With("$schema", "deployment.schema")],
            &[Text("endpoint_name"), Lacks("properties")],
            &[Text("properties/endpointComputeType")],
        ],
    ),
    sign(
        "endpoint",
        &[
            &[With("$schema", "endpoint.schema")],
            &[Word("auth_mode", &["key", "aml_token", "aad_token"])],
            &[Word("properties/authMode", &["Key", "AMLToken", "AADToken"])],
        ],
    ),
    sign(
        "datastore",
        &[
            &[Word(
                "type",
                &[
                    "azure_blob",
                    "azure_file",
                    "azure_data_lake_gen1",
                    "azure_data_lake_gen2",
                    "one_lake",
                ],
            )],
            &[Text("properties/datastoreType")],
        ],
    ),
    sign(
        "data",
        &[
            &[With("$schema", "data.schema")],
            &[Word("type", &["uri_file", "uri_folder", "mltable"])],
        ],
    ),
    sign(
        "model",
        &[
            &[With("$schema", "model.schema")],
            &[Word("type", &["custom_model", "mlflow_model", "triton_model"])],
        ],
    ),
    sign(
        "environment",
        &[
            &[With("$schema", "environment.schema")],
            &[Has("conda_file")],
            &[Text("image"), Lacks("type"), Lacks("properties")],
            &[Text("name"), Object("build"), Lacks("properties")],
        ],
    ),
    sign(
        "workspace",
        &[
            &[With("$schema", "workspace.schema")],
            &[Word("type", &["Microsoft.MachineLearningServices/workspaces"])],
            &[Has("hbi_workspace")],
            &[Has("storage_account"), Has("key_vault")],
            &[Has("properties/storageAccount"), Has("properties/keyVault")],
            &[Has("properties/hbiWorkspace")],
            &[Has("properties/mlFlowTrackingUri")],
        ],
    ),
    sign(
        "run",
        &[
            &[Has("target"), Text("framework")],
            &[Has("target"), Has("history")],
            &[Has("target"), Text("script"), Lacks("call")],
        ],
    ),
    sign(
        "conda",
        &[&[List("dependencies"), Lacks("properties")], &[List("channels"), Has("dependencies")]],
    ),
    sign(
        "package",
        &[
            &[Word("type", &["module", "commonjs"])],
            &[Object("devDependencies")],
            &[Object("dependencies"), Lacks("properties")],
            &[Object("scripts"), Lacks("properties"), Lacks("location")],
            &[Text("name"), Text("version"), Text("main")],
            &[Text("name"), Text("version"), Has("private")],
            &[Text("name"), Text("version"), Text("license")],
        ],
    ),
    sign(
        "pipelines",
        &[
            &[List("steps"), Lacks("properties"), Lacks("type")],
            &[List("stages"), Lacks("properties"), Lacks("type")],
            &[Each("jobs", "job")],
            &[Each("jobs", "deployment")],
            &[Has("trigger"), Has("pool")],
            &[Has("trigger"), Has("variables")],
            &[Text("extends/template")],
        ],
    ),
    sign("resource", &[&[With("type", "microsoft.")]]),
    sign("other", &[&[With("$schema", "://")]]),
];
