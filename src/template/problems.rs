//! What a deployment would refuse in the template itself, told once at each place.

use crate::diagnostics::{Reporter, codes};
use crate::text::Node;

codes! {
    EXPRESSION = "template/expression" Error {
        message: [
            "syntax" => "`{found}` is not a valid expression",
            "function" => "there is no function `{found}`",
            "arguments" => "`{found}` has the wrong number of arguments",
        ],
        help: [
            "syntax" => "write a call such as [parameters('name')]; a string that starts with [ is written with [[",
            "function" => "see the list of template functions; call your own function as namespace.name",
            "arguments" => "see the documentation of the function",
        ],
        docs: "https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions",
        summary: "An expression cannot be evaluated.",
        why: "ARM rejects the whole template before it deploys anything.",
        evidence: [Docs "template functions; template expressions" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"properties\":{\"properties\":{\"vmSize\":\"[parameter('sku')]\"}}}]}" with "{\"format\":\"arm-template\"}",
    }
    REFERENCE = "template/reference" Error {
        message: [
            "parameter" => "the template has no parameter `{found}`",
            "variable" => "the template has no variable `{found}`",
            "own-function" => "the template has no function `{found}`",
            "cycle" => "the value of `{found}` depends on itself",
        ],
        help: [
            "parameter" => "declare it under `parameters`, or correct the name",
            "variable" => "declare it under `variables`, or correct the name",
            "own-function" => "declare it under `functions`, or correct the name",
            "cycle" => "break the cycle of variables and defaults",
        ],
        summary: "An expression uses something that the template does not have, or that depends on itself.",
        why: "ARM rejects the whole template before it deploys anything.",
        evidence: [Docs "resolve errors for invalid template" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"properties\":{\"properties\":{\"vmSize\":\"[variables('a')]\"}}}]}" with "{\"format\":\"arm-template\"}",
    }
    PARAMETER = "template/parameter" Error {
        message: [
            "passed" => "a value is given for `{found}`, which is not a parameter of the template",
            "missing" => "the nested template gets no value for `{found}`, which has no default",
            "allowed" => "the value of `{found}` is not one of its allowedValues",
            "type" => "the value of `{found}` does not have the type of the parameter",
            "range" => "the value of `{found}` is outside its minValue and maxValue",
            "length" => "the length of `{found}` is outside its minLength and maxLength",
        ],
        help: [
            "passed" => "correct the name, or remove it",
            "missing" => "pass it, or give it a default",
            "allowed" => "use one of the allowedValues, or add this one",
            "type" => "write a value of that type: 4 and \"4\" differ, so do true and \"true\"",
            "range" => "use a value within the limits, or change them",
            "length" => "use a value of an allowed length, or change the limits",
        ],
        summary: "A parameter has an invalid value, or none.",
        why: "ARM rejects the deployment.",
        evidence: [Docs "parameters in templates; resolve errors for invalid template" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"parameters\":{\"size\":{\"type\":\"string\",\"allowedValues\":[\"Standard_DS3_v2\"],\"defaultValue\":\"Standard_NC6\"}},\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"apiVersion\":\"2024-10-01\",\"name\":\"vision/pool\",\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"[parameters('size')]\"}}}]}" with "{\"format\":\"arm-template\"}",
    }
    COPIES = "template/copies" Error {
        message: "a loop cannot make {found} copies",
        help: "0 to 800 copies are possible",
        summary: "The count of a `copy` loop is invalid.",
        why: "ARM accepts counts from 0 to 800.",
        evidence: [Docs "resource iteration in templates, limits" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"copy\":{\"count\":801}}]}" with "{\"format\":\"arm-template\"}",
    }
    LIMIT = "template/limit" Warning {
        message: [
            "depth" => "expressions refer to each other too deeply to be evaluated here",
            "size" => "the template becomes too large when it is evaluated: not everything was checked",
        ],
        help: [
            "depth" => "anything deeper is assumed to be unknown",
            "size" => "check its parts separately",
        ],
        summary: "The template is too large or too deep to be evaluated completely.",
        why: "What was not evaluated was not checked, and the caller should know.",
        evidence: [Reasoning "limits of this project: 400,000 steps, 120 levels" "2026-11"],
        example: "fifty-eight variables, each the value of the next one",
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Syntax,
    Function,
    Arguments,
    UnknownParameter,
    UnknownVariable,
    UnknownFunction,
    Cycle,
    Passed,
    Missing,
    Allowed,
    Type,
    Range,
    Length,
    Copies,
    Depth,
    Size,
}

/// What was found wrong.
#[derive(Debug, Default)]
pub(super) struct Problems<'d> {
    found: Vec<(Problem, Node<'d>, String)>,
}

/// Most problems of one template: who has made more knows by then.
const MOST: usize = 200;

impl<'d> Problems<'d> {
    /// Adds a problem, once for each place.
    pub(super) fn tell(&mut self, problem: Problem, node: Node<'d>, what: &str) {
        // Limits are told once for all.
        let is_limit = matches!(problem, Problem::Depth | Problem::Size);
        let known = |(other, at, about): &(Problem, Node<'_>, String)| {
            *other == problem
                && (is_limit || (at.index() == node.index() && about.as_str() == what))
        };
        if self.found.len() < MOST && !self.found.iter().any(known) {
            self.found.push((problem, node, what.to_owned()));
        }
    }

    /// Takes over what another evaluation has found.
    pub(super) fn adopt(&mut self, others: Self) {
        for (problem, node, what) in others.found {
            self.tell(problem, node, &what);
        }
    }

    /// Reports them.
    pub(super) fn report(self, reporter: &mut Reporter) {
        for (problem, node, what) in self.found {
            let (code, reason) = match problem {
                Problem::Syntax => (&EXPRESSION, "syntax"),
                Problem::Function => (&EXPRESSION, "function"),
                Problem::Arguments => (&EXPRESSION, "arguments"),
                Problem::UnknownParameter => (&REFERENCE, "parameter"),
                Problem::UnknownVariable => (&REFERENCE, "variable"),
                Problem::UnknownFunction => (&REFERENCE, "own-function"),
                Problem::Cycle => (&REFERENCE, "cycle"),
                Problem::Passed => (&PARAMETER, "passed"),
                Problem::Missing => (&PARAMETER, "missing"),
                Problem::Allowed => (&PARAMETER, "allowed"),
                Problem::Type => (&PARAMETER, "type"),
                Problem::Range => (&PARAMETER, "range"),
                Problem::Length => (&PARAMETER, "length"),
                Problem::Copies => (&COPIES, ""),
                Problem::Depth => (&LIMIT, "depth"),
                Problem::Size => (&LIMIT, "size"),
            };
            let finding = node.report(code, reporter);
            if !reason.is_empty() {
                finding.reason(reason);
            }
            finding.param("found", &what);
        }
    }
}
