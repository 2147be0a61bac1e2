//! `AKS`: a cluster for web services of SDK v1, attached or made. Members of api-version 2026-05-01.

use super::purposes::Purpose;
use super::rules::{aks, attach, identity, names, secrets, tags, vm_size};
use super::{Attach, By, ComputeAction, Count, Group, KindSpec, Machines, Removal};
use crate::schema::{Field, Format, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "AKS",
    title: "AKS cluster",
    summary: "a cluster for SDK v1 web services; replaced by Kubernetes",
    attach: Some(&Attach {
        by: By::IdOrNew,
        shaping: &["agentCount", "agentVmSize", "aksNetworkingConfiguration"],
        ..Attach::to(&["Microsoft.ContainerService/managedClusters"])
    }),
    since: "2018-11-19",
    fields: FIELDS,
    aliases: &[
        ("vm_size", "agentVmSize"),
        ("ssl_cname", "cname"),
        ("ssl_cert_pem_file", "cert"),
        ("ssl_key_pem_file", "key"),
        ("ssl_configuration", "sslConfiguration"),
    ],
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        vm_size::ATTACHED_RULES,
        attach::RULES,
        aks::RULES,
        secrets::RULES,
    ],
    groups: &[
        Group { id: "basics", title: "Basics", advanced: false },
        Group { id: "target", title: "Target", advanced: false },
        Group { id: "cluster", title: "New cluster", advanced: false },
        Group { id: "network", title: "Network", advanced: true },
        Group { id: "tls", title: "TLS", advanced: true },
        Group { id: "identity", title: "Identity", advanced: true },
        Group { id: "tags", title: "Tags", advanced: true },
    ],
    machines: Some(Machines {
        size: &["agentVmSize"],
        count: Count::Counted { most: &["agentCount"], least: None },
    }),
    actions: &[ComputeAction::ListKeys, ComputeAction::Delete, ComputeAction::Detach],
    removal: Removal::DetachOrLose,
    purposes: &[Purpose::RealTimeInference],
    note: "SDK v1 web services; replaced by Kubernetes",
    ..KindSpec::ATTACHED
};

const FIELDS: &[Field] = &[
    Field::new("agentCount", Type::Integer { min: 0, max: i32::MAX as i64 })
        .create_only()
        .nullable()
        .form("cluster", "Number of machines", "at least 3 unless the cluster is for development")
        .unit("machines")
        .example("3"),
    Field::new("agentVmSize", Type::Text(Format::VmSize))
        .create_only()
        .nullable()
        .form("cluster", "Virtual machine size", "all machines together need at least 12 cores")
        .example("Standard_D3_v2"),
    Field::new("clusterPurpose", Type::Word(&["FastProd", "DenseProd", "DevTest"]))
        .create_only()
        .since("2021-01-01")
        .default("FastProd")
        .form("cluster", "Purpose", "DevTest needs only one machine"),
    Field::new("clusterFqdn", Type::Text(Format::Host)).create_only().nullable(),
    Field::new("sslConfiguration", Type::Object(TLS)).nullable(),
    Field::new("aksNetworkingConfiguration", Type::Object(NETWORK)).create_only().nullable(),
    Field::new("loadBalancerType", Type::Word(&["PublicIp", "InternalLoadBalancer"]))
        .since("2021-04-01")
        .default("PublicIp")
        .form("network", "Load balancer", "internal: reachable only from the network"),
    Field::new("loadBalancerSubnet", Type::Text(Format::Plain))
        .since("2021-04-01")
        .nullable()
        .form("network", "Subnet of the load balancer", "its name, not its id"),
    Field::new("systemServices", Type::Any).read_only(),
];

const TLS: &[Field] = &[
    Field::new("status", Type::Word(aks::TLS_STATUS)).form(
        "tls",
        "TLS",
        "Auto uses a certificate from Microsoft",
    ),
    Field::new("cert", Type::Text(Format::Pem)).secret().nullable().form(
        "tls",
        "Certificate",
        "in PEM form",
    ),
    Field::new("key", Type::Text(Format::Pem)).secret().nullable().form(
        "tls",
        "Certificate key",
        "in PEM form",
    ),
    Field::new("cname", Type::Text(Format::Host)).nullable().form(
        "tls",
        "Host name",
        "the name that the certificate was issued for",
    ),
    Field::new("leafDomainLabel", Type::Text(Format::Plain)).since("2021-04-01").nullable().form(
        "tls",
        "DNS label",
        "with Auto: the first part of the host name",
    ),
    Field::new("overwriteExistingDomain", Type::Boolean).since("2021-04-01"),
];

const NETWORK: &[Field] = &[
    Field::new(
        "subnetId",
        Type::Text(Format::ResourceId("Microsoft.Network/virtualNetworks/subnets")),
    )
    .create_only()
    .form("network", "Subnet", "id of the subnet of the machines"),
    Field::new("serviceCidr", Type::Text(Format::Plain))
        .asks(aks::RANGE_ASKED)
        .create_only()
        .form("network", "Service CIDR", "must not be used elsewhere in the network")
        .example("10.0.0.0/16"),
    Field::new("dnsServiceIP", Type::Text(Format::Plain))
        .asks(aks::DNS_ASKED)
        .create_only()
        .form("network", "DNS service IP", "inside the service CIDR")
        .example("10.0.0.10"),
    Field::new("dockerBridgeCidr", Type::Text(Format::Plain))
        .asks(aks::RANGE_ASKED)
        .create_only()
        .form("network", "Docker bridge CIDR", "must not overlap the service CIDR")
        .example("172.17.0.1/16"),
];
