//! What can be wrong before there is a document.

use crate::diagnostics::codes;

codes! {
    NOT_JSON = "text/not-json" Error {
        message: [
            "" => "this is not JSON: {found} where {wanted} is expected",
            "end" => "the JSON text ends too early: {wanted} is missing",
            "trailing" => "something follows the end of the JSON value: {found}",
            "comment" => "JSON has no comments",
            "trailing-comma" => "a comma stands before the closing bracket",
            "single-quotes" => "JSON texts stand in double quotes, not single ones",
            "bare-word" => "`{found}` is no JSON value",
            "control" => "a control character stands inside a text",
            "escape" => "`{found}` is no JSON escape",
            "number" => "`{found}` is no JSON number",
            "digits" => "this is no JSON number",
            "word" => "this word is no JSON value",
            "more" => "something follows the end of the JSON value",
        ],
        help: [
            "" => "correct the text at this place",
            "end" => "close every bracket and quote that was opened",
            "trailing" => "one document holds one compute; use validateMany for several",
            "comment" => "remove the comment",
            "trailing-comma" => "remove the comma",
            "single-quotes" => "write \"…\"",
            "bare-word" => "write texts in double quotes; numbers, true, false and null stand alone",
            "control" => "write line breaks as \\n and tabs as \\t",
            "escape" => "known escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits",
            "number" => "no leading zeros or plus sign, digits on both sides of a decimal point",
            "digits" => "no leading zeros, plus sign or letters; texts stand in double quotes",
            "word" => "write texts in double quotes; numbers, true, false and null stand alone",
            "more" => "one document holds one compute; use validateMany for several",
        ],
        summary: "The text is not exactly one JSON value (RFC 8259).",
        why: "Nothing can be said about a body that cannot be read.",
        evidence: [Reasoning "RFC 8259" "2017-12"],
        example: "{\"a\": 1,}",
    }
    NOT_YAML = "text/not-yaml" Error {
        message: [
            "syntax" => "this is not YAML: {found}",
            "documents" => "there are {found} documents; one document describes one compute",
            "alias" => "this alias has no anchor before it",
            "self" => "this alias stands inside the value of its own anchor",
        ],
        help: [
            "alias" => "put a value that begins with `*` in quotes, or define the anchor with `&` before it",
            "self" => "write out what is meant; a compute cannot contain itself",
        ],
        summary: "The text is not exactly one YAML document.",
        why: "The tools that read such files refuse it.",
        evidence: [Docs "YAML 1.1" "2005-01", Reasoning "one document holds one compute" "2026-11"],
        example: "name: [cpu",
    }
    NOT_TERRAFORM = "text/not-terraform" Error {
        message: "this is not Terraform: {found}",
        help: "correct the text at this place",
        summary: "The text is no Terraform configuration.",
        why: "Terraform refuses the whole folder.",
        evidence: [Docs "HCL native syntax specification" "2026-11"],
        example: "resource \"azurerm_machine_learning_compute_cluster\" {",
    }
    NOT_BICEP = "text/not-bicep" Error {
        message: "this is not Bicep: {found}",
        help: "correct the text at this place",
        summary: "The text is no Bicep file.",
        why: "The compiler refuses the file, and nothing is deployed.",
        evidence: [Docs "Bicep file structure and syntax" "2026-11"],
        example: "param nodes int =",
    }
    MAIN_FILE = "text/main-file" Error {
        message: [
            "no-using" => "this parameter file names no Bicep file",
            "no-main" => "`{found}` is not there, so that nothing of this parameter file was judged",
            "main-unread" => "`{found}` cannot be read as Bicep or as a template",
        ],
        help: [
            "no-using" => "begin with `using 'main.bicep'`, or `using none`",
            "no-main" => "correct the path, which is relative to this file; a program passes the file among `files`",
            "main-unread" => "check that file by itself",
        ],
        summary: "The file that a Bicep parameter file belongs to is missing or cannot be read.",
        why: "Parameters alone are no compute; the compiler refuses the file (BCP261, BCP091).",
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
            "lone-surrogate" => "half of a surrogate pair stands alone",
        ],
        help: [
            "" => "save the file as UTF-8",
            "lone-surrogate" => "write the whole character, or both halves as \\uD8xx\\uDCxx",
        ],
        summary: "The bytes are not UTF-8, or a text holds half a surrogate pair.",
        why: "The service reads UTF-8; half a pair is replaced or refused on the way.",
        evidence: [Reasoning "RFC 8259 sections 8.1 and 8.2" "2017-12"],
        example: "{\"description\": \"\\ud800\"}",
    }
    DUPLICATE_KEY = "text/duplicate-key" Error {
        message: "`{key}` is given twice with different values",
        help: "keep one of them; a reader may take either",
        summary: "One object holds the same key twice with different values.",
        why: "Readers take the first, the last or refuse; what is checked would not be what is used.",
        evidence: [Reasoning "RFC 8259 section 4" "2017-12"],
        example: "{\"location\": \"eastus\", \"location\": \"westus\"}",
    }
    REPEATED_KEY = "text/repeated-key" Warning {
        message: "`{key}` is given twice with the same value",
        help: "remove one of them",
        summary: "One object holds the same key twice with equal values.",
        why: "It changes nothing today and hides a mistake tomorrow.",
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
            "depth" => "no compute needs more than a dozen levels",
            "size" => "use validateMany for a file of many computes, or pass format \"arm-template\" for a template",
            "template" => "the resource manager takes up to 4 MB; deploy it in parts",
            "aliases" => "write out what is meant",
            "alias-count" => "write out what is meant",
            "anchors" => "write out what is meant",
            "tags" => "leave the tags out; values are read without them",
            "tokens" => "no compute comes near this; split the file, one document for each compute",
            "key" => "no name, tag or id is nearly as long",
        ],
        summary: "The document is nested too deeply or is too large.",
        why: "No compute body comes near these limits, and readers further on have limits of their own.",
        evidence: [Reasoning "limits of this project: depth 64, one document 1 MiB, a template 4 MiB, one key 8 KiB" "2026-11"],
        example: "sixty-five opening brackets",
    }
    NOT_AN_OBJECT = "text/not-an-object" Error {
        message: [
            "" => "the document is {found}, not an object",
            "empty" => "there is no document: the text is empty",
            "list" => "the document is a list, not an object",
        ],
        help: [
            "" => "a compute is an object with `location` and `properties`",
            "list" => "pass one item of it, or use validateMany for all of them",
        ],
        summary: "The input is empty or no object.",
        why: "The body of a compute is an object.",
        evidence: [Spec "ComputeResource@2026-05-01" "2026-08"],
        example: "[]",
    }
    UNSERIALISABLE = "text/unserialisable" Error {
        message: [
            "" => "the value cannot be written as JSON: {found}",
            "cycle" => "the object contains itself",
            "bigint" => "a BigInt cannot be written as JSON",
            "number" => "{found} cannot be written as JSON; it would be sent as null",
            "depth" => "the object is nested too deeply to be written as JSON",
        ],
        help: [
            "" => "pass plain data: objects, lists, texts, finite numbers, true, false, null",
        ],
        summary: "An object cannot be sent as JSON: cycle, BigInt, NaN, infinity, a getter that throws.",
        why: "JSON is the only thing that can be sent, and JSON.stringify would throw or send null.",
        evidence: [Reasoning "ECMA-262, JSON.stringify" "2025-06"],
        example: "an object that contains itself",
    }
}
