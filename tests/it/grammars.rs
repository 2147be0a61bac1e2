//! Grammars of others, beside what their own readers answered when they were run: the tables say which
//! version, and when.

use azureml_compute::arm::{image, label, quantity};

/// The rows of a table: what stands before the first text, the text itself, and the answer.
fn rows(table: &str) -> Vec<(String, String, String)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        let answer = cells.pop().unwrap().to_owned();
        let text: String = serde_json::from_str(cells.pop().unwrap()).unwrap();
        (cells.pop().unwrap_or_default().to_owned(), text, answer)
    });
    rows.collect()
}

#[test]
fn amounts_are_read_as_kubernetes_reads_them() {
    let table = rows(include_str!("../oracle/kubernetes-quantities.tsv"));
    assert!(table.len() >= 60, "{} rows", table.len());
    for (_, text, answer) in table {
        let read = quantity::parse(&text);
        assert_eq!(read.is_none(), answer == "ERR", "{text:?}: {read:?}");
        let Some(read) = read else { continue };
        let same = quantity::parse(&answer).unwrap();
        // The answer is exact; a difference in the last bits of the number is not.
        let near = read == same || (read - same).abs() <= same.abs() * 1e-15;
        assert!(near, "{text:?}: {read}, {answer} is {same}");
    }
}

#[test]
fn names_are_judged_as_kubernetes_judges_them() {
    let table = rows(include_str!("../oracle/kubernetes-names.tsv"));
    assert!(table.len() >= 45, "{} rows", table.len());
    for (which, text, answer) in table {
        let read = match which.as_str() {
            "key" => label::is_key(&text),
            "value" => label::is_value(&text),
            _ => panic!("{which}"),
        };
        assert_eq!(read, answer == "ok", "{which} {text:?}");
    }
}

#[test]
fn resources_are_sorted_as_the_validation_of_pods_sorts_them() {
    use label::Resource::{Device, Pages, Shared};
    for (name, resource) in [
        ("cpu", Some(Shared)),
        ("memory", Some(Shared)),
        ("ephemeral-storage", Some(Shared)),
        ("hugepages-2Mi", Some(Pages)),
        ("nvidia.com/gpu", Some(Device)),
        ("nvidia.com/mig-1g.5gb", Some(Device)),
        ("amd.com/gpu", Some(Device)),
        ("kubernetes.io/batch-cpu", Some(Shared)),
        ("requests.example.com/x", None),
        ("gpu", None),
        ("CPU", None),
        ("pods", None),
        ("storage", None),
        ("ephemeral", None),
        ("1", None),
        ("", None),
        ("nvidia.com/", None),
        ("Nvidia.com/gpu", None),
    ] {
        assert_eq!(label::resource(name), resource, "{name}");
    }
}

#[test]
fn references_are_read_as_docker_reads_them() {
    let table = rows(include_str!("../oracle/image-references.tsv"));
    assert!(table.len() >= 50, "{} rows", table.len());
    for (_, text, answer) in table {
        let fault = image::fault(&text);
        assert_eq!(fault.is_none(), answer == "ok", "{text:?}: {fault:?}");
    }
    // Beyond the table: where the two usual causes are told apart from the rest.
    for (text, fault) in [
        ("https://mcr.microsoft.com/azureml/base:1", image::Fault::Scheme),
        ("oci://reg.example/x", image::Fault::Scheme),
        ("mcr.microsoft.com/AzureML/base:1", image::Fault::Capitals),
        ("MyImage", image::Fault::Capitals),
        ("[::1]x/y", image::Fault::Form),
        ("reg.example:port/x", image::Fault::Form),
        ("reg..example/x", image::Fault::Form),
        ("x@sha256:ABCDEF", image::Fault::Form),
        ("", image::Fault::Form),
    ] {
        assert_eq!(image::fault(text), Some(fault), "{text}");
    }
}
