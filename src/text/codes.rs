//! What can be wrong before there is a document.

use crate::diagnostics::codes;

codes! {
    NOT_JSON = "text/not-json" Error {
        message: [
            "" => "this is not JSON: {found} where {wanted} is expected",
            "end" => "the JSON text ends too early: {wanted} is missing",
            "trailing" => "there is more after the end of the JSON value: {found}",
            "comment" => "JSON has no comments",
            "trailing-comma" => "there is a comma before the closing bracket",
            "single-quotes" => "JSON strings need double quotes, not single quotes",
            "bare-word" => "`{found}` is not a valid JSON value",
            "control" => "a string contains a control character",
            "escape" => "`{found}` is not a valid JSON escape",
            "number" => "`{found}` is not a valid JSON number",
            "digits" => "this is not a valid JSON number",
            "word" => "this is not a valid JSON value",
            "more" => "there is more after the end of the JSON value",
        ],
        help: [
            "" => "correct the text here",
            "end" => "close every bracket and quote that was opened",
            "trailing" => "a document contains one compute; use validateMany for several",
            "comment" => "remove the comment",
            "trailing-comma" => "remove the comma",
            "single-quotes" => "write \"…\"",
            "bare-word" => "write strings in double quotes; numbers, true, false and null have no quotes",
            "control" => "write line breaks as \\n and tabs as \\t",
            "escape" => "use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hex digits",
            "number" => "use no leading zeros and no plus sign, and digits on both sides of a decimal point",
            "digits" => "use no leading zeros, plus sign or letters; strings need double quotes",
            "word" => "write strings in double quotes; numbers, true, false and null have no quotes",
            "more" => "a document contains one compute; use validateMany for several",
        ],
        summary: "The text is not exactly one JSON value (RFC 8259).",
        why: "A body that cannot be read cannot be checked.",
        evidence: [Reasoning "RFC 8259" "2017-12"],
        example: "{\"a\": 1,}",
    }
    NOT_YAML = "text/not-yaml" Error {
        message: [
            "syntax" => "this is not YAML: {found}",
            "documents" => "there are {found} documents; a file must contain one",
            "alias" => "this alias has no anchor before it",
            "self" => "this alias is inside the value of its own anchor",
        ],
        help: [
            "alias" => "quote a value that starts with `*`, or define the anchor with `&` before it",
            "self" => "write out the value; a compute cannot contain itself",
        ],
        summary: "The text is not exactly one YAML document.",
        why: "The tools that read such files reject it.",
        evidence: [Docs "YAML 1.1" "2005-01", Reasoning "one document holds one compute" "2026-11"],
        example: "name: [cpu",
    }
    NOT_TERRAFORM = "text/not-terraform" Error {
        message: "this is not Terraform: {found}",
        help: "correct the text here",
        summary: "The text is not a Terraform configuration.",
        why: "Terraform rejects the whole folder.",
        evidence: [Docs "HCL native syntax specification" "2026-11"],
        example: "resource \"azurerm_machine_learning_compute_cluster\" {",
    }
    NOT_BICEP = "text/not-bicep" Error {
        message: "this is not Bicep: {found}",
        help: "correct the text here",
        summary: "The text is not a Bicep file.",
        why: "The compiler rejects the file, and nothing is deployed.",
        evidence: [Docs "Bicep file structure and syntax" "2026-11"],
        example: "param nodes int =",
    }
    MAIN_FILE = "text/main-file" Error {
        message: [
            "no-using" => "this parameter file references no Bicep file",
            "no-main" => "`{found}` does not exist, so nothing of this parameter file was checked",
            "main-unread" => "`{found}` cannot be read as Bicep or as a template",
        ],
        help: [
            "no-using" => "start with `using 'main.bicep'`, or `using none`",
            "no-main" => "correct the path, which is relative to this file; an API call passes the file in `files`",
            "main-unread" => "check that file separately",
        ],
        summary: "The file that a Bicep parameter file belongs to is missing or cannot be read.",
        why: "Parameters alone are not a compute; the compiler rejects the file (BCP261, BCP091).",
        evidence: [Docs "Bicep parameters files: the using statement" "2026-11"],
        example: "using './main.bicep'",
    }
    YAML_NOT_LOADED = "text/yaml-not-loaded" Error {
        message: "this looks like YAML, which this entry point does not read",
        help: "import validateYaml from \"azureml-compute/yaml\", or pass the parsed document with format \"cli-v2\"",
        summary: "YAML was given where JSON is read.",
        why: "The YAML reader is kept out of the main entry because of its size.",
        evidence: [Reasoning "decision of this project" "2026-11"],
        example: "type: amlcompute",
    }
    ENCODING = "text/encoding" Error {
        message: [
            "" => "the text is not valid UTF-8",
            "utf-16" => "the text is UTF-16 or UTF-32, not UTF-8",
            "lone-surrogate" => "a string contains half of a surrogate pair",
        ],
        help: [
            "" => "save the file as UTF-8",
            "lone-surrogate" => "write the whole character, or both halves as \\uD8xx\\uDCxx",
        ],
        summary: "The bytes are not UTF-8, or a string contains half a surrogate pair.",
        why: "The service reads UTF-8; half a pair is replaced or rejected.",
        evidence: [Reasoning "RFC 8259 sections 8.1 and 8.2" "2017-12"],
        example: "{\"description\": \"\\ud800\"}",
    }
    DUPLICATE_KEY = "text/duplicate-key" Error {
        message: "`{key}` is given twice with different values",
        help: "keep one of them; a reader may use either",
        summary: "One object holds the same key twice with different values.",
        why: "Some readers use the first, some the last, some reject it; what is checked may not be what is used.",
        evidence: [Reasoning "RFC 8259 section 4" "2017-12"],
        example: "{\"location\": \"eastus\", \"location\": \"westus\"}",
    }
    REPEATED_KEY = "text/repeated-key" Warning {
        message: "`{key}` is given twice with the same value",
        help: "remove one of them",
        summary: "One object holds the same key twice with equal values.",
        why: "It changes nothing today, but hides a mistake later.",
        evidence: [Reasoning "RFC 8259 section 4" "2017-12"],
        example: "{\"location\": \"eastus\", \"location\": \"eastus\"}",
    }
    LIMIT = "text/limit" Error {
        message: [
            "depth" => "objects and lists are nested deeper than {limit} levels",
            "size" => "the document is larger than {limit} bytes",
            "template" => "the template is larger than {limit} bytes",
            "aliases" => "the aliases expand to more than {limit} values",
            "alias-count" => "there are more than {limit} aliases",
            "anchors" => "there are more than {limit} anchors",
            "tags" => "there are more than {limit} tags",
            "tokens" => "the YAML text has more than {limit} tokens",
            "key" => "a key is longer than {limit} bytes",
        ],
        help: [
            "depth" => "a compute needs no more than a dozen levels",
            "size" => "use validateMany for a file of many computes, or pass format \"arm-template\" for a template",
            "template" => "ARM accepts up to 4 MB; deploy it in parts",
            "aliases" => "write out the values",
            "alias-count" => "write out the values",
            "anchors" => "write out the values",
            "tags" => "remove the tags; values are read without them",
            "tokens" => "no compute comes near this; split the file, one document for each compute",
            "key" => "no name, tag or id is nearly as long",
        ],
        summary: "The document is nested too deeply or is too large.",
        why: "No compute body comes near these limits, and other readers have limits of their own.",
        evidence: [Reasoning "limits of this project: depth 64, one document 1 MiB, a template 4 MiB, one key 8 KiB" "2026-11"],
        example: "sixty-five opening brackets",
    }
    NOT_AN_OBJECT = "text/not-an-object" Error {
        message: [
            "" => "the document is {found}, not an object",
            "empty" => "the document is empty",
            "list" => "the document is a list, not an object",
        ],
        help: [
            "" => "a compute is an object with `location` and `properties`",
            "list" => "pass one item of it, or use validateMany for all of them",
        ],
        summary: "The input is empty or is not an object.",
        why: "The body of a compute is an object.",
        evidence: [Spec "ComputeResource@2026-05-01" "2026-08"],
        example: "[]",
    }
    UNSERIALISABLE = "text/unserialisable" Error {
        message: [
            "" => "the value cannot be converted to JSON: {found}",
            "cycle" => "the object contains itself",
            "bigint" => "a BigInt cannot be converted to JSON",
            "number" => "{found} cannot be converted to JSON; it would be sent as null",
            "depth" => "the object is nested too deeply to be converted to JSON",
        ],
        help: [
            "" => "pass plain data: objects, lists, strings, finite numbers, true, false, null",
        ],
        summary: "An object cannot be sent as JSON: cycle, BigInt, NaN, infinity, or a getter that throws.",
        why: "JSON.stringify would throw, or send null.",
        evidence: [Reasoning "ECMA-262, JSON.stringify" "2025-06"],
        example: "an object that contains itself",
    }
}
