//! Made by the `catalog` command of pkg/build out of published tables; not to be edited. The form is
//! that of `table.rs`.

/// Day of the facts about sizes, ISO.
pub const DATE: &str = "2026-11-23";

/// Regions with facts, in the order of the sets.
pub(super) const REGIONS: &str = "australiacentral australiaeast australiasoutheast austriaeast brazilsouth canadacentral canadaeast centralindia centralus eastasia eastus eastus2 francecentral germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast polandcentral qatarcentral southafricanorth southcentralus southeastasia spaincentral swedencentral switzerlandnorth taiwannorth uaenorth uksouth ukwest westcentralus westeurope westindia westus westus2 westus3";

/// GPU models and the memory of one in GiB.
pub(super) const GPUS: &[(&str, u16)] = &[
    ("A10-24GB", 0),
    ("A10-24GB", 24),
    ("A100-40GB", 40),
    ("A100-80GB", 80),
    ("GB200-192GB", 192),
    ("GB300-288GB", 288),
    ("H100-80GB", 80),
    ("H100-NVL-94GB", 94),
    ("H200-141GB", 141),
    ("K80-12GB", 12),
    ("M60-8GB", 8),
    ("MI25-16GB", 16),
    ("MI300X-192GB", 192),
    ("P100-16GB", 16),
    ("P40-24GB", 24),
    ("RTXPRO6000BSE-96GB", 0),
    ("T4", 16),
    ("V100-16GB", 16),
    ("V100-32GB", 32),
    ("V620-32GB", 32),
    ("V710-24GB", 24),
];

/// Status and date.
pub(super) const LIFECYCLES: &[&str] = &[
    "r2024-08-31",
    "x2028-11-15",
    "r2021-03-01",
    "c",
    "x2028-05-01",
    "x2029-11-15",
    "p",
    "a2029-10-31",
    "r2026-06-30",
    "r",
    "r2026-09-01",
    "r2022-08-31",
    "a2027-05-31",
    "a2027-03-31",
    "r2023-09-06",
    "r2025-09-30",
    "r2026-09-30",
];

/// Low priority: how it is in most regions, and the set of the others.
pub(super) const LOW_PRIORITY: &[&str] = &[
    "u",
    "n",
    "y",
    "n80Dh8T00",
    "y00100000",
    "y0000@000",
    "y0010@000",
    "y00000@00",
    "y000000P0",
    "y40000000",
    "yP0000000",
    "y00000040",
    "y0@000804",
    "yP00000@0",
    "yb62020B6",
    "y0@200804",
    "y0@a28K01",
    "y00000002",
    "y0`0001B0",
    "y@00000@0",
];

/// Sets of regions.
pub(super) const REGION_SETS: &str = r"ooooooo7oooo_oO7ooooooO7RnS03;J7goQ7SCo3oooo_OO76dc0:3C7nook_oO70d200906oook_oO70<002021fogc_OO7Rfb12CC3000002020Jb02BC1ookg_oO7000000@50B@022B1Fdc0:3C70d200900gooOoOO7BnP633B7gogk_oO7@dB021@70@R200@6goQ7SCO3bDP0A1A20BP001B42`020?000@000100bbP223@2oogg_OO7oogk_oO72fS023B3noc=kKN7ooooooG7jnV[3kC6gokCoOG7gob?SKG70d000002@db82KA6cnc;;?B7R`0003B200000004bfc2:KB7RfV:2OB70T0000@00@0001@20a@009F200100001Rd`2]9K36Pa@9D74DT6038262D0000060TP008B40TP008@0P@P003@20@0011@1Rbc2;?B7bng:kOG7BbQ0VCC30@000002";

/// The rows.
pub(super) const ROWS: &str = r"A#;;ACnA@;8:56/382>E8ds_v5 9/382 10/382 11/382
A#;sA0_A7;AAnA@;1:1.75/70>D2ds_v5 2/135>D2ds_v5 3/285 4/605 5:14/135>E2ds_v5 6/285 7/605
A#;sA0_A7;AAnB@;0:0.75/20>D2ds_v5
A#_v2;.;AByCA;1:2/10>D2ds_v5 2>D2ds_v5 4 8
A#m_v2;sAv2;AByCA;2:16/20>E2ds_v5 4 8
B#als_v2;sBasv2;ADuCB;2:4/0 4 8 16 32
B#as_v2;.;ADuCB;2:8/0 4 8 16 32
B#ats_v2;sBasv2;ADuCB;2:1/0
B#ls;sBS;ABuDA;1:0.5>D2ds_v5
B#ls_v2;sBsv2;ADuCC;2:4/0 4 8 16 32
B#ms;sBS;ABuDA;1:2>D2ds_v5 2:8>D2ds_v5 4 8 12>D16ds_v5 16>D16ds_v5 20/160>E20ds_v5
B#pls_v2;sBpsv2;ADuCD;2:4/0 4 8 16
B#ps_v2;.;ADuCD;2:8/0 4 8 16
B#pts_v2;sBpsv2;ADuCD;2:1/0
B#s;-;ABuDA;1:1/4>D2ds_v5 2:4/?>D2ds_v5
B#s_v2;.;ADuCC;2:8/0 4 8 16 32
B#ts_v2;sBsv2;ADuCC;2:1/0
Basic_A#;!basicAFamily;AAnA@;1:1.75/40>D2ds_v5 2/60>D2ds_v5 3 4
Basic_A#;;AAnA@;0:0.75/20>D2ds_v5
D#;.;AEbCE;2:7/100>D2ds_v5 3 11:14>E2ds_v5 12
D#;.;AEbHE;4:28/400>D8ds_v5 13:56>E8ds_v5 14
D#;.;AEcCE;1:3.5/50>D2ds_v5
D#_v2;.;AEbCA;2:7/100>D2ds_v5 3 4 11:14>E2ds_v5 12 13 14 15
D#_v2;.;AEcCA;1:3.5/50>D2ds_v5
D#_v2;.;AEuCA;5:56/800>D16ds_v5
D#_v2_Promo;.;AEuBA;2:7/100>D2ds_v5 3 4 5 11:14>E2ds_v5 12 13 14
D#_v3;.;AFbCA;2:8/50>D2ds_v5 4 8 16 32 64
D#_v3;.;AFuCA;48:192/1200>D48ds_v5
D#_v4;.;AGuCA;2:8/0 4 8 16 32 48 64
D#_v5;.;AGuEC;2:8/0 4 8 16 32 48 64 96
D#a_v4;-;AGyCB;2:8/50 4 8 16 32 48 64 96
D#ads_v5;-;AGyCB;2:8/75 4 8 16 32 48 64 96
D#ads_v6;sDadv6;ADuCF;2:8/0 4 8 16 32 48 64 96
D#ads_v7;:;ADuCG;2:8/0 4 8 16 32 48 64 96 128
D#ads_v7;:;ADuJG;160:640/0
D#alds_v6;sDaldv6;ADuCF;2:4/0 4 8 16 32 48 64 96
D#alds_v7;:;ADuCG;2:4/0 4 8 16 32 48 64 96 128
D#alds_v7;:;ADuJG;160:320/0
D#als_v6;sDalv6;ADuCF;2:4/0 4 8 16 32 48 64 96
D#als_v7;:;ADuCG;2:4/0 4 8 16 32 48 64 96 128
D#als_v7;:;ADuJG;160:320/0
D#as_v4;-;AGyCB;2:8/16 4 8 16 32 48 64 96
D#as_v5;-;AGuCB;2:8/0 4 8 16 32 48 64 96
D#as_v6;sDav6;ADuCF;2:8/0 4 8 16 32 48 64 96
D#as_v7;:;ADuCG;2:8/0 4 8 16 32 48 64 96 128
D#as_v7;:;ADuJG;160:640/0
D#d_v4;-;AGyFA;2:8/75 4 8 16 32 48 64
D#d_v5;-;AGyFC;2:8/75 4 8 16 32 48 64 96
D#ds_v4;-;AGbCA;2:8/75 4 8 16 32 48
D#ds_v4;-;AGbIA;64:256/2400
D#ds_v5;-;AGyGC;2:8/75 4 8 16 32 48 64 96
D#ds_v6;:;ADuCH;2:8/0 4 8 16 32 48 64 96 128 192
D#ds_v7;:;ADuCI;2:8/0 4 8 16 32 48 64 96 128 192
D#lds_v5;-;AGuFC;2:4/75 4 8 16 32 48 64 96
D#lds_v6;:;ADuCH;2:4/0 4 8 16 32 48 64 96 128
D#lds_v7;:;ADuCI;2:4/0 4 8 16 32 48 64 96 128 192
D#ls_v5;-;AGuFC;2:4/0 4 8 16 32 48 64 96
D#ls_v6;:;ADuCJ;2:4/0 4 8 16 32 48 64 96 128
D#ls_v7;:;ADuCI;2:4/0 4 8 16 32 48 64 96 128 192
D#nds_v6;SDndv6;ADuCK;2:8/0 4 8 16 32 48 64 96 128
D#nlds_v6;SDnldv6;ADuCK;2:4/0 4 8 16 32 48 64 96 128
D#nls_v6;SDnlv6;ADuCK;2:4/0 4 8 16 32 48 64 96 128
D#ns_v6;SDnv6;ADuCK;2:8/0 4 8 16 32 48 64 96 128
D#pds_v5;-;AGuCD;2:8/75 4 8 16 32 48 64:208
D#pds_v6;:;ADuCL;2:8/0 4 8 16 32 48 64 96
D#plds_v5;-;AGuCD;2:4/75 4 8 16 32 48 64
D#plds_v6;:;ADuCL;2:4/0 4 8 16 32 48 64 96
D#pls_v5;-;AGuCD;2:4/0 4 8 16 32 48 64
D#pls_v6;:;ADuCL;2:4/0 4 8 16 32 48 64 96
D#ps_v5;-;AGuCD;2:8/0 4 8 16 32 48 64:208
D#ps_v6;:;ADuCL;2:8/0 4 8 16 32 48 64 96
D#s_v3;-;AFbCA;2:8/16>D2ds_v5 4 8 16 32 64
D#s_v3;-;AFuCA;48:192/384>D48ds_v5
D#s_v4;-;AGuCA;2:8/0 4 8 16 32 48 64
D#s_v5;-;AGuGC;2:8/0 4 8 16 32 48 64 96
D#s_v6;:;ADuCJ;2:8/0 4 8 16 32 48 64 96 128 192
D#s_v7;:;ADuCI;2:8/0 4 8 16 32 48 64 96 128 192
DC#_v2;sDCSv2;AInCN;8:32
DC#ads_cc_v5;sDCADCCV5;AKnCR;4:16/150 8 16 32 48 64 96
DC#ads_v5;-;ADuCO;2:8/75 4 8 16 32 48 64 96
DC#ads_v6;.;ADuCP;2:8/75 4 8 16 32 48 64 96
DC#as_cc_v5;sDCACCV5;AKnCR;4:16/0 8 16 32 48 64 96
DC#as_v5;-;ADuCO;2:8/0 4 8 16 32 48 64 96
DC#as_v6;.;ADuCP;2:8/0 4 8 16 32 48 64 96
DC#ds_v3;sDDCSv3;AHuCM;1:8 2 4 8 16 24 32 48
DC#eds_v5;sDCEDV5;AJnA@;2:8 4 8 16 32 48 64 96
DC#eds_v6;sDCEDV6;ADuCQ;2:8/0 4 8 16 32 48 64 96 128
DC#es_v5;sDCEV5;AJnA@;2:8/0 4 8 16 32 48 64 96
DC#es_v6;sDCEV6;ADuCQ;2:8/0 4 8 16 32 48 64 96 128
DC#s;;AJnA@;2:8/100 4 8:?/?
DC#s_v2;-;AInCN;1:4/50 2 4
DC#s_v3;-;AHuCM;1:8/0 2 4 8 16 24 32 48
DS#;.;AEuCE;1:3.5/7>D2ds_v5 2>D2ds_v5 3 11:14/28>E2ds_v5 12
DS#;.;AEuHE;4:28/56>D8ds_v5 13:56/112>E8ds_v5 14
DS#_v2;.;AEbCA;1:3.5/7>D2ds_v5 2>D2ds_v5 3 4 5 11:14/28>E2ds_v5 12 13 14 15
DS#_v2;.;AEuCA;11-1:14/28>E2ds_v5 12-1 12-2 13-2 13-4 14-4 14-8
DS#_v2_Promo;.;AEuBA;2:7/14>D2ds_v5 3 4 5 11:14/28>E2ds_v5 12 13 14
E#_v3;.;AFbCA;2:16/50>E2ds_v5 4 8 16 32 48 64:432
E#_v3;.;AFuCA;20:160>E20ds_v5
E#_v4;.;AGuCA;2:16/0 4 8 16 20 32
E#_v4;.;AGuCC;48:384/0 64:504
E#_v5;.;AGuCC;2:16/0 4 8 16 20 32 48 64 96:672
E#a_v4;-;AGbCB;2:16/50 4 8 16 32 48 64 96:672
E#a_v4;-;AGuCB;20:160/500
E#ads_v5;-;AGuCB;4-2:32/150 8-2 8-4 16-4 16-8 32-8 32-16 64-16 64-32 96-24:672 96-48
E#ads_v5;-;AGyCB;2:16/75 4 8 16 20 32 48 64 96:672
E#ads_v6;sEadv6;ADuCF;2:16/0 4 8 16 20 32 48 64 96-24:672 96-48 96
E#ads_v7;:;ADuCS;2:16/0 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96 128-32 128-64 128
E#ads_v7;:;ADuCX;160:1280/0
E#as_v4;-;AGuCB;4-2:32/64 8-2 8-4 16-4 16-8 32-8 32-16 64-16/864 64-32 96-24:672/1344 96-48
E#as_v4;-;AGyCB;2:16/32 4 8 16 20 32 48 64/864 96:672/1344
E#as_v5;-;AGuCB;2:16/0 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24:672 96-48 96
E#as_v6;sEav6;ADuCF;2:16/0 4 8 16 20 32 48 64
E#as_v6;sEav6;ADuKF;96:672/0
E#as_v7;:;ADuCS;2:16/0 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96 128-32 128-64 128
E#as_v7;:;ADuCX;160:1280/0
E#bds_v5;-;AGuCC;96:672/3600
E#bds_v5;-;AGyCC;2:16/75 4 8 16 32 48 64
E#bs_v5;-;AGuCC;2:16/0 4 8 16 32 48 64 96:672
E#d_v4;-;AGyCA;2:16/75 4 8 16 20 32
E#d_v4;-;AGyCC;48:384/1800 64:504
E#d_v5;-;AGyFC;2:16/75 4 8 16 20 32 48 64 96:672
E#ds_v4;-;AGuCA;4-2:32/150 8-2 8-4 16-4 16-8 32-8 32-16
E#ds_v4;-;AGuCC;64-16:504/2400 64-32
E#ds_v4;-;AGyCA;2:16/75 4 8 16 20 32
E#ds_v4;-;AGyCC;48:384/1800 64:504
E#ds_v5;-;AGuCC;4-2:32/150 8-2 8-4 16-4 16-8 32-8 32-16 64-16 64-32 96-24:672 96-48
E#ds_v5;-;AGyCC;2:16/75 4 8 16 20 32 48 64 96:672
E#ds_v6;:;ADuCJ;2:16/0 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96
E#ds_v6;:;ADuCW;128-32:1024/0 128-64 128
E#ds_v7;:;ADuCI;2:16/0 4 8 16 20 32
E#ds_v7;:;ADuCT;48:384/0 64 96 128 192
E#i_v3;-;AFuC@;64:432/1600>E64ds_v5
E#i_v5;-;AGuCC;104:672/0
E#iads_v5;-;AGuCB;112:672
E#ias_v4;-;AGuCV;96:672
E#ias_v5;-;AGuCB;112:672/0
E#ibds_v5;-;AGuCC;112:672
E#ibs_v5;-;AGuCC;112:672/0
E#id_v5;-;AGuFC;104:672
E#ids_v4;sXEIDSv4;AGuCU;80:504/2400
E#ids_v5;-;AGuCC;104:672
E#ids_v6;SEdsv6;ADuCW;192:1832/0
E#is_v3;-;AFuC@;64:432>E64ds_v5
E#is_v4;sXEISv4;AGuCU;80:504/0
E#is_v5;-;AGuCC;104:672/0
E#is_v6;SEsv6;ADuCW;192:1832/0
E#nds_v6;SEndv6;ADuCK;2:16/0 4 8 16 32 48 64 96 128
E#ns_v6;SEnv6;ADuCK;2:16/0 4 8 16 32 48 64 96 128
E#pds_v5;-;AGuBD;2:16/75 4 8 16 20 32:208
E#pds_v6;:;ADuCL;2:16/0 4 8 16 32 48 64 96:672
E#ps_v5;-;AGuCD;2:16/0 4 8 16 20 32:208
E#ps_v6;:;ADuCL;2:16/0 4 8 16 32 48 64 96:672
E#s_v3;-;AFbCA;2:16/32>E2ds_v5 4 8 16 32 48 64:432/864
E#s_v3;-;AFuCA;4-2:32/64>E4ds_v5 8-2 8-4 16-4 16-8 20/? 32-8/512 32-16 64-16:432/864 64-32
E#s_v4;-;AGuCA;2:16/0 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32
E#s_v4;-;AGuCC;48:384/0 64-16:504 64-32 64
E#s_v5;-;AGuCC;2:16/0 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24:672 96-48 96
E#s_v6;:;ADuCJ;2:16/0 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96
E#s_v6;:;ADuCW;128-32:1024/0 128-64 128
E#s_v7;:;ADuCI;2:16/0 4 8 16 20 32
E#s_v7;:;ADuCT;48:384/0 64 96 128 192
EC#ads_cc_v5;sECADCCV5;AKnCR;4:32/150 8 16 20 32:192 48:384 64 96:672
EC#ads_v5;-;ADuCO;2:16/75 4 8 16 20 32:192 48:384 64 96:672
EC#ads_v6;.;ADuCP;2:16/75 4 8 16 32 48 64 96:672/?
EC#as_cc_v5;sECACCV5;AKnCR;4:32/0 8 16 20 32:192 48:384 64 96:672
EC#as_v5;-;ADuCO;2:16/0 4 8 16 20 32:192 48:384 64 96:672
EC#as_v6;.;ADuCP;2:16/0 4 8 16 32 48 64 96:672
EC#eds_v5;sECEDV5;AJnA@;2:16 4 8 16 32 48 64 128:768
EC#eds_v6;SECEDV6;ADuCQ;2:16/0 4 8 16 32 48 64
EC#es_v5;sECEV5;AJnA@;2:16/0 4 8 16 32 48 64 128:768
EC#es_v6;SECEV6;ADuCQ;2:16/0 4 8 16 32 48 64
EC#iads_v5;-;ADuCO;96:672/3600
EC#ias_v5;-;ADuCO;96:672/0
EC#ieds_v5;sECIEDV5;AJnA@;128:768
EC#ies_v5;sECIEV5;AJnA@;128:768/0
F#;.;ABuCA;1:2/16>D2ds_v5 2>D2ds_v5 4 8 16
F#ads_v7;:;ADuCG;1:4/0 2 4 8 16 32 48 64
F#ads_v7;:;ADuJG;80:320/0
F#alds_v7;:;ADuCG;1:2/0 2 4 8 16 32 48 64
F#alds_v7;:;ADuJG;80:160/0
F#als_v6;:;ADuCF;2:4/0 4 8 16 32 48 64
F#als_v7;:;ADuCG;1:2/0 2 4 8 16 32 48 64
F#als_v7;:;ADuJG;80:160/0
F#amds_v7;:;ADuCG;1:8/0 2-1 2 4-1 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16 64-32 64
F#amds_v7;:;ADuJG;80:640/0
F#ams_v6;:;ADuCF;2:16/0 4 8 16 32 48 64
F#ams_v7;:;ADuCG;1:8/0 2-1 2 4-1 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16=80:512 64-32:512 64
F#ams_v7;:;ADuJG;80:640/0
F#as_v6;:;ADuCF;2:8/0 4 8 16 32 48 64
F#as_v7;:;ADuCG;1:4/0 2 4 8 16 32 48 64
F#as_v7;:;ADuJG;80:320/0
F#s;-;ABuCA;1:2/4>D2ds_v5 2>D2ds_v5 4 8 16
F#s_v2;-;ABbCA;2:4/16>D2ds_v5 4 8 16 32 48 64 72>D96ds_v5
FX#mds;sFXMDVS;ADcCY;4:84/168 12 24 36 48
FX#mds_v2;:;ADuCW;2:42/0 4-2 4 8-2 8-4 8 12-6 12 16-4 16-8 16 24-6 24-12 24 32-8 32-16 32 48-12 48-24 48 64-16 64-32 64 96-24:1832 96-48 96
FX#ms_v2;:;ADuCW;2:42/0 4-2 4 8-2 8-4 8 12-6 12 16-4 16-8 16 24-6 24-12 24 32-8 32-16 32 48-12 48-24 48 64-16 64-32 64 96-24:1832 96-48 96
G#;.;ABuCZ;1:28/384>E4ds_v5 2 3>M8ms
G#;.;ABuHZ;4:224/3072>M16ms 5
GS#;.;ABuCZ;1:28/56>E4ds_v5 2 3>M8ms
GS#;.;ABuHZ;4:224/448>M16ms 4-4 4-8 5 5-8 5-16
H#;;ALnA@;8:56/1000>HB120rs_v3 16>HB120rs_v3
H#_Promo;;ALnA@;8:56/1000>HB120rs_v3 16>HB120rs_v3
H#m;;ALnA@;8:112/1000>HB120rs_v3 16>HB120rs_v3
H#m_Promo;;ALnA@;8:112/1000>HB120rs_v3 16>HB120rs_v3
H#mr;;ALnA@;16:224/2000>HB120rs_v3
H#mr_Promo;;ALnA@;16:224/2000>HB120rs_v3
H#r;;ALnA@;16:112/2000>HB120rs_v3
H#r_Promo;;ALnA@;16:112/2000>HB120rs_v3
HB#rs;;AAnA@;60-15/700>HB120rs_v3 60-30 60-45
HB#rs;sHBS;AAnA@;60/700>HB120rs_v3
HB#rs_v2;.;AMbC[;120:456/480>HB120rs_v3
HB#rs_v2;.;AMuC[;120-16:456/480>HB120rs_v3 120-32 120-64 120-96
HB#rs_v3;sHBv3;ADbC\;120:456/480
HB#rs_v3;sHBv3;ADuC\;120-16:456/480 120-32 120-64 120-96
HB#rs_v4;sHBv4;ADuC];176-24:768/480 176-48 176-96 176-144 176
HB#rs_v5;sHBv5;ADuB^;368-48:448/480 368-96 368-144 368-192 368-240 368-288 368-336 368/?
HC#rs;sHCS;AMbC_;44:352/700
HC#rs;sHCS;AMuC_;44-16:352/700 44-32
HX#rs;sHX;ADuC];176-24:1408/480 176-48 176-96 176-144 176
L#aos_v4;.;ADuC`;2:16/0 4 8 12 16
L#aos_v4;.;ADuL`;24:192/0 32
L#as_v3;-;ADuCa;8:64/80 16 32 48 64
L#as_v3;-;ADuKa;80:640/800
L#as_v4;.;ADuC`;2:16/0 4 8 16 32 48
L#as_v4;.;ADuL`;64:512/0 80 96
L#s;-;AEuCZ;4:32/678>E4ds_v5
L#s;-;AEuHZ;8:64/1388>E8ds_v5 16/2807 32/5630
L#s_v2;-;ABbCb;8:64/80>E8ds_v5 16 32 48 64 80>E96ds_v5
L#s_v3;-;ADuCc;8:64/80 16 32 48 64 80
L#s_v4;.;ADuCW;2:16/0 4 8 16 32 48 64 80 96
M#;sMS;ADbFd;64:1024/7168 128
M#bds_1_v3;SMBDSMediumMemoryv3;ADuCe;64-32:1397/3000 64/?
M#bds_2_v3;SMBDSMediumMemoryv3;ADuCe;96-48:1946/4500 96/?
M#bds_3_v3;SMBDSMediumMemoryv3;ADuCe;128-64:2794/6000 128/?
M#bds_4_v3;SMBDSMediumMemoryv3;ADuCe;176-88:3892/8000 176/?
M#bds_v3;SMBDSMediumMemoryv3;ADuCe;16:128 32 48 64 96 128-64/400 128/? 176-88:1536/400 176/?
M#bs_v3;SMBSMediumMemoryv3;ADuCe;16:128/0 32 48 64 96 128-64 128 176-88:1536 176
M#bs_v3;SMBSMediumMemoryv3;ADuCh;416:3800/0
M#dms_v2;sMDSMediumMemoryv2;ADuLd;32:875 64:1792 128:3892
M#ds_10_v3;sMDSHighMemoryv3;ADuCi;416:9496
M#ds_12_v3;sMDSHighMemoryv3;ADuCi;416:11400 624:11400 832:11400
M#ds_1_v3;sMDSMediumMemoryv3;ADuCe;48:974 96:974
M#ds_2_v3;sMDSMediumMemoryv3;ADuCe;96:1946
M#ds_3_v3;sMDSMediumMemoryv3;ADuCe;176:2794
M#ds_4_v3;sMDSMediumMemoryv3;ADuCe;176:3892
M#ds_6_v3;sMDSHighMemoryv3;ADuCi;416:5696
M#ds_8_v3;sMDSHighMemoryv3;ADuCi;416:7600
M#ds_9_v3;sMDSHighMemoryv3;ADuCi;416:8568
M#ds_v2;sMDSMediumMemoryv2;ADuLd;64:1024 128
M#ds_v3;sMDSMediumMemoryv3;ADuCe;12:240 24
M#idms_v2;sMIDSMediumMemoryv2;ANuCf;192:4096
M#ids_16_v3;sMIDSHighMemoryv3;ADuCi;832:15200
M#ids_v2;sMIDSMediumMemoryv2;ANuCf;192:2048
M#ims_v2;sMISMediumMemoryv2;ANuCf;192:4096/0
M#is_16_v3;sMISHighMemoryv3;ADuCi;832:15200/0
M#is_v2;sMISMediumMemoryv2;ANuCf;192:2048/0
M#ls;sMS;ADbFd;32:256/1024 64
M#m;sMS;ADbFd;64:1792/7168 128:3892
M#ms;sMS;ADbFd;8-2:218.75/256 8-4/250 8/256 16-4/500 16-8 16/512 32-8/1000 32-16 32/1024 64-16:1792/2000 64-32 64/2048 128-32:3892/4000 128-64 128/4096
M#ms_v2;sMSMediumMemoryv2;ADuCd;32:875/0 64:1792 128:3892
M#ms_v2;sMSv2;ADuCg;208:5700/4096 416-208 416
M#s;-;ADbFd;64:1024/2048 128
M#s_10_v2;sMSv2;ADuCg;416:9496
M#s_10_v3;sMSHighMemoryv3;ADuCi;416:9496/0
M#s_12_v3;sMSHighMemoryv3;ADuCi;416:11400/0 624:11400 832:11400
M#s_1_v3;sMSMediumMemoryv3;ADuCe;48:974/0 96:974
M#s_2_v3;sMSMediumMemoryv3;ADuCe;96:1946/0
M#s_3_v3;sMSMediumMemoryv3;ADuCe;176:2794/0
M#s_4_v3;sMSMediumMemoryv3;ADuCe;176:3892/0
M#s_6_v3;sMSHighMemoryv3;ADuCi;416:5696/0
M#s_8_v2;sMSv2;ADuCg;416:7600
M#s_8_v3;sMSHighMemoryv3;ADuCi;416:7600/0
M#s_9_v2;sMSv2;ADuCg;416:8568
M#s_9_v3;sMSHighMemoryv3;ADuCi;416:8568/0
M#s_v2;-;ADuCg;208:2850/4096 416-208 416
M#s_v2;sMSMediumMemoryv2;ADuCd;64:1024/0 128
M#s_v3;sMSMediumMemoryv3;ADuCe;12:240/0 24
M#ts;sMS;ADbFd;32:192/1024
NC#;.;KOnC@;6:56/340*1>NC4as_T4_v3 12>NC64as_T4_v3 24/1440>NC64as_T4_v3
NC#_Promo;.;KOnA@;6:56/340*1>NC4as_T4_v3 12>NC64as_T4_v3 24/1440>NC64as_T4_v3
NC#adis_H100_v5;SNCadsH100v5;IDyKn;80:640/256*2
NC#ads_A100_v4;=;EDyNm;24:220/64*1
NC#ads_A100_v4;=;EDyOm;48:440/128*2
NC#ads_A100_v4;=;EDyQm;96:880/256*4
NC#ads_A10_v4;=;BDuBl;8:100*1 16*1
NC#ads_A10_v4;=;CDuBl;32:400*2
NC#ads_H100_v5;:;IDyKn;40:320/128*1
NC#as_T4_v3;S NCASv3_T4 ;RDbMj;4:28/176*1 8*1 16:110/352*1
NC#as_T4_v3;S NCASv3_T4 ;RDbPj;64:440/2816*4
NC#ds_xl_RTXPRO6000BSE_v6;SNCdsRTXPRO6000BSEv6XL;QDuCN;36:132 72
NC#ds_xl_RTXPRO6000BSE_v6;SNCdsRTXPRO6000BSEv6XL;QDuRN;144:516 288
NC#lds_xl_RTXPRO6000BSE_v6;SNCdsRTXPRO6000BSEv6XL;QDuCN;24:72 36:72 72:132
NC#lds_xl_RTXPRO6000BSE_v6;SNCdsRTXPRO6000BSEv6XL;QDuRN;144:264 288:516
NC#r;sNC;KOnC@;24:224/1440*4>NC64as_T4_v3
NC#r_Promo;sNCPromo;KOnA@;24:224/1440*4>NC64as_T4_v3
NC#rs_v2;sNCSv2;OOnC@;24:448/2948*4>NC64as_T4_v3
NC#rs_v3;sNCSv3;SPnCk;24:448/2948*4>NC24ads_A100_v4
NC#s_v2;-;OOnC@;6:112/736*1>NC8as_T4_v3 12/1474>NC64as_T4_v3 24>NC64as_T4_v3
NC#s_v3;-;SPnCk;6:112/736*1>NC24ads_A100_v4 12/1474>NC24ads_A100_v4 24>NC24ads_A100_v4
NCC#ads_H100_v5;SNCCads2023;IDuCo;40:320*1
ND#amsr_A100_v4;s NDAMSv4_A100;EDySq;96:1800/2900*8
ND#asr_v4;S NDASv4_A100 ;DDbBp;96:900/2900*8
ND#is_MI300X_v5;sNDISv5MI300X;NDuCr;96:1850*8
ND#isr_GB300_v6;+;GDuBu;128:864*4
ND#isr_H100_v5;sNDSH100v5;HDbCs;96:1900/1024*8
ND#isr_H200_v5;+;JDbCt;96:1850/1024*8
ND#isr_MI300X_v5;sNDISv5MI300X;NDuCr;96:1850/1000*8
ND#isr_NDR_GB200_v6;sNDISRGB200V6NDR;FDuBv;128:864*4
ND#isrG5_GB300_v6;;GDuA@;128:864*4
ND#rs;sNDS;POnC@;24:448/2948*4>NC48ads_A100_v4
ND#rs_v2;sNDSv2;TDbCp;40:672/2948*8
ND#s;-;POnC@;6:112/736*1>NC24ads_A100_v4 12/1474>NC24ads_A100_v4 24
NG#adms_V620_v1;SNGADSV620v1;UDuCx;32:176/1024*1
NG#ads_V620_v1;=;UDuCw;8:16/256*0.25 16
NG#ads_V620_v1;=;UDuCx;32:64/1024*1
NM#ads_MA35D;;ADuA@;16:32
NP#s;-;AMuCy;10:168/736 20/1474 40
NV#;.;LOnC@;6:56/340*1>NC4as_T4_v3 12 24/1440>NC64as_T4_v3
NV#_Promo;.;LOnA@;6:56/380*1>NC4as_T4_v3 12/680 24/1440>NC64as_T4_v3
NV#adms_A10_v5;SNVADSA10v5;CDuT|;36:880/2880*1
NV#adms_V710_v5;SNVadsV710v5;VDuC@;28:160*1
NV#ads_A10_v5;=;CDuT|;6:55/180*0.1667 12*0.3333 18:220/720*0.5 36 72
NV#ads_V710_v5;:;VDuCz;4:16*0.1667 8*0.3333 12:64*0.5 24
NV#as_v4;sNVSv4;MQnC{;4:14/88*0.125>NC4as_T4_v3 8>NC4as_T4_v3 16 32
NV#s_v2;-;LGuB};6:112*1 12 24
NV#s_v3;-;LQnC};12:112/736*1>NC8as_T4_v3 24/1474 48>NC64as_T4_v3
PB#s;-;ADuB~;6:112";
