//! Names of time zones as Windows writes them, which is how schedules want them; the Windows name of an
//! IANA name and of what people write for it.

use crate::diagnostics::{cut, find_word, nearest, pieces, trim};

/// The zones, one between semicolons: the Windows name (`~` stands for ` Standard Time`), then the last words
/// of its IANA names, and abbreviations. Names of `Etc` stand whole: their signs are turned round, so that
/// `GMT+5` alone would be read in two ways.
const ZONES: &str = "\
    UTC,GMT,UCT,Zulu,Z,Universal,Coordinated_Universal_Time;AUS Central~,Darwin;AUS Eastern~,Sydney,\
    Melbourne,AEST,AEDT,Canberra;Afghanistan~,Kabul;Alaskan~,Anchorage,Juneau,Metlakatla,Nome,Sitka,\
    Yakutat;Alberta~;Aleutian~,Adak;Altai~,Barnaul;Arab~,Riyadh,Aden,Bahrain,Kuwait,Qatar;Arabian~,Dubai,\
    Muscat,Etc/GMT-4;Arabic~,Baghdad;Argentina~,Buenos_Aires,Cordoba,Catamarca,Jujuy,La_Rioja,Mendoza,\
    Rio_Gallegos,Salta,San_Juan,San_Luis,Tucuman,Ushuaia;Astrakhan~,Ulyanovsk;Atlantic~,Halifax,Bermuda,\
    Moncton,Glace_Bay,Goose_Bay,Thule;Aus Central W.~,Eucla;Azerbaijan~,Baku;Azores~,Scoresbysund;Bahia~;\
    Bangladesh~,Dhaka,Dacca,Thimphu;Belarus~,Minsk;Bougainville~;British Columbia~;Canada Central~,Regina,\
    Swift_Current;Cape Verde~,Etc/GMT+1;Caucasus~,Yerevan;Cen. Australia~,Adelaide,Broken_Hill;\
    Central America~,Guatemala,Belize,Costa_Rica,El_Salvador,Managua,Tegucigalpa,Galapagos,Etc/GMT+6;\
    Central Asia~,Bishkek,Urumqi,Chagos,Vostok,Etc/GMT-6;Central Brazilian~,Cuiaba,Campo_Grande;\
    Central Europe~,Budapest,Belgrade,Bratislava,Ljubljana,Prague,Tirane,Podgorica;Central European~,\
    Warsaw,Sarajevo,Skopje,Zagreb;Central Pacific~,Guadalcanal,Noumea,Casey,Efate,Kosrae,Ponape,Etc/GMT-11;\
    Central~,Chicago,Winnipeg,CST,CDT,CST6CDT,Beulah,Center,Knox,Matamoros,Menominee,New_Salem,Ojinaga,\
    Rankin_Inlet,Resolute,Tell_City;Central~ (Mexico),Mexico_City,Chihuahua,Monterrey,Bahia_Banderas,\
    Merida;Chatham Islands~,Chatham;China~,Shanghai,Hong_Kong,Macau,Hongkong;Cuba~,Havana;Dateline~,\
    Etc/GMT+12;E. Africa~,Nairobi,Addis_Ababa,Dar_es_Salaam,Kampala,Mogadishu,Antananarivo,Asmera,Comoro,\
    Djibouti,Mayotte,Syowa,Etc/GMT-3;E. Australia~,Brisbane,Lindeman;E. Europe~,Chisinau,EET;\
    E. South America~,Sao_Paulo;Easter Island~,Easter;Eastern~,New_York,Detroit,Montreal,Nassau,Toronto,\
    EST,EDT,EST5EDT,Iqaluit,Louisville,Monticello,Petersburg,Vincennes,Winamac;Eastern~ (Mexico),Cancun;\
    Egypt~,Cairo;Ekaterinburg~,Yekaterinburg;FLE~,Kiev,Helsinki,Kyiv,Riga,Sofia,Tallinn,Vilnius,Mariehamn;\
    Fiji~;GMT~,London,Canary,Dublin,Isle_of_Man,Jersey,Lisbon,Madeira,BST,WET,Faeroe,Guernsey;GTB~,\
    Bucharest,Athens,Nicosia,Famagusta;Georgian~,Tbilisi;Greenland~,Godthab,Nuuk;Greenwich~,Reykjavik,\
    Abidjan,Accra,Dakar,Bamako,Banjul,Bissau,Conakry,Danmarkshavn,Freetown,Lome,Monrovia,Nouakchott,\
    Ouagadougou,St_Helena;Haiti~,Port-au-Prince;Hawaiian~,Honolulu,Hawaii,Tahiti,Rarotonga,Etc/GMT+10;\
    India~,Calcutta,Kolkata,IST;Iran~,Tehran;Israel~,Jerusalem,Tel_Aviv;Jordan~,Amman;Kaliningrad~;\
    Kamchatka Standard Time;Korea~,Seoul;Libya~,Tripoli;Line Islands~,Kiritimati,Etc/GMT-14;Lord Howe~;\
    Magadan~;Magallanes~,Punta_Arenas,Coyhaique;Manitoba~;Marquesas~;Mauritius~,Reunion,Mahe;Mid-Atlantic~;\
    Middle East~,Beirut;Montevideo~;Morocco~,Casablanca,El_Aaiun;Mountain~,Denver,Boise,Edmonton,MST,MDT,\
    Cambridge_Bay,Ciudad_Juarez,Inuvik;Mountain~ (Mexico),Mazatlan;Myanmar~,Rangoon,Yangon,Cocos;\
    N. Central Asia~,Novosibirsk;Namibia~,Windhoek;Nepal~,Katmandu,Kathmandu;New Zealand~,Auckland,McMurdo;\
    Newfoundland~,St_Johns;Norfolk~;North Asia East~,Irkutsk;North Asia~,Krasnoyarsk,Novokuznetsk;\
    North Korea~,Pyongyang;Omsk~;Pacific SA~,Santiago;Pacific~,Los_Angeles,Vancouver,PST,PDT,PST8PDT;\
    Pacific~ (Mexico),Tijuana;Pakistan~,Karachi;Paraguay~,Asuncion;Qyzylorda~;Romance~,Paris,Brussels,\
    Copenhagen,Madrid,Ceuta;Russia Time Zone 10,Srednekolymsk;Russia Time Zone 11,Kamchatka,Anadyr;\
    Russia Time Zone 3,Samara;Russian~,Moscow,Kirov,Simferopol;SA Eastern~,Cayenne,Belem,Fortaleza,\
    Paramaribo,Recife,Maceio,Palmer,Rothera,Santarem,Stanley,Etc/GMT+3;SA Pacific~,Bogota,Cayman,Guayaquil,\
    Jamaica,Lima,Panama,Coral_Harbour,Eirunepe,Rio_Branco,Etc/GMT+5;SA Western~,La_Paz,Barbados,Curacao,\
    Guyana,Manaus,Martinique,Port_of_Spain,Puerto_Rico,Santo_Domingo,Anguilla,Antigua,Aruba,Blanc-Sablon,\
    Boa_Vista,Dominica,Grenada,Guadeloupe,Kralendijk,Lower_Princes,Marigot,Montserrat,Porto_Velho,\
    St_Barthelemy,St_Kitts,St_Lucia,St_Thomas,St_Vincent,Tortola,Etc/GMT+4;SE Asia~,Bangkok,Ho_Chi_Minh,\
    Jakarta,Phnom_Penh,Saigon,Vientiane,Christmas,Davis,Pontianak,Etc/GMT-7;Saint Pierre~,Miquelon;\
    Sakhalin~;Samoa~,Apia;Sao Tome~;Saratov~;Singapore~,Brunei,Kuala_Lumpur,Manila,SGT,Kuching,Makassar,\
    Etc/GMT-8;South Africa~,Johannesburg,Gaborone,Harare,Kigali,Lusaka,Maputo,Blantyre,Bujumbura,\
    Lubumbashi,Maseru,Mbabane,Etc/GMT-2;South Sudan~,Juba;Sri Lanka~,Colombo;Sudan~,Khartoum;Syria~,\
    Damascus;Taipei~;Tasmania~,Hobart,Macquarie;Tocantins~,Araguaina;Tokyo~,Dili,Palau,JST,Japan,Jayapura,\
    Etc/GMT-9;Tomsk~;Tonga~,Tongatapu;Transbaikal~,Chita;Turkey~,Istanbul;Turks And Caicos~,Grand_Turk;\
    US Eastern~,Indianapolis,Marengo,Vevay;US Mountain~,Phoenix,Hermosillo,Creston,Dawson_Creek,\
    Fort_Nelson,Etc/GMT+7;UTC+12,Funafuti,Kwajalein,Majuro,Nauru,Tarawa,Wake,Wallis,Etc/GMT-12;UTC+13,\
    Enderbury,Fakaofo,Etc/GMT-13;UTC-02,Noronha,South_Georgia,Etc/GMT+2;UTC-08,Pitcairn,Etc/GMT+8;UTC-09,\
    Gambier,Etc/GMT+9;UTC-11,Samoa,Pago_Pago,Midway,Niue,Etc/GMT+11;Ulaanbaatar~;Venezuela~,Caracas;\
    Vladivostok~,Ust-Nera;Volgograd~;W. Australia~,Perth;W. Central Africa~,Lagos,Algiers,Douala,Kinshasa,\
    Luanda,Tunis,Bangui,Brazzaville,Libreville,Malabo,Ndjamena,Niamey,Porto-Novo,Etc/GMT-1;W. Europe~,\
    Berlin,Amsterdam,Andorra,Gibraltar,Luxembourg,Malta,Monaco,Oslo,Rome,Stockholm,Vaduz,Vienna,Zurich,CET,\
    CEST,Busingen,Longyearbyen,San_Marino,Vatican;W. Mongolia~,Hovd;West Asia~,Tashkent,Almaty,Ashgabat,\
    Dushanbe,Maldives,Samarkand,Aqtau,Aqtobe,Atyrau,Kerguelen,Mawson,Oral,Qostanay,Etc/GMT-5;West Bank~,\
    Hebron,Gaza;West Pacific~,Port_Moresby,Guam,DumontDUrville,Saipan,Truk,Etc/GMT-10;Yakutsk~,Khandyga;\
    Yukon~,Whitehorse,Dawson";

/// What the names end in.
const ENDING: &str = " Standard Time";

/// The zones: short Windows name, cities.
fn zones() -> impl Iterator<Item = (&'static str, &'static str)> {
    pieces(ZONES, b';').map(|zone| cut(zone, b',').unwrap_or((zone, "")))
}

fn long(short: &str) -> String {
    match cut(short, b'~') {
        Some((name, behind)) => [name, ENDING, behind].concat(),
        None => short.to_owned(),
    }
}

/// Whether a text is a Windows name, letters without case.
#[must_use]
pub fn is_windows(text: &str) -> bool {
    pieces(ZONES, b';').any(|zone| begins_as(zone, text))
}

/// Whether a row of the table begins with a name, letters without case.
fn begins_as(zone: &str, name: &str) -> bool {
    let mut rest = name;
    for byte in zone.bytes().take_while(|byte| *byte != b',') {
        let part = [byte];
        let wanted = if byte == b'~' { ENDING.as_bytes() } else { &part };
        match rest.as_bytes().split_at_checked(wanted.len()) {
            Some((found, _)) if found.eq_ignore_ascii_case(wanted) => {}
            _ => return false,
        }
        rest = rest.get(wanted.len()..).unwrap_or_default();
    }
    rest.is_empty()
}

/// The Windows name that was most likely meant: by an IANA name, a city, an abbreviation, a name for
/// summer, or a misspelt name.
#[must_use]
#[cold]
pub fn meant(text: &str) -> Option<String> {
    // "Europe/Berlin" is told by its city, "Eastern Daylight Time" by what stands before its last words,
    // "(UTC-05:00) Eastern Time (US & Canada)" by both ends cut off.
    let label =
        text.strip_prefix('(').and_then(|rest| cut(rest, b')')).map_or(text, |(_, rest)| rest);
    let tail = text.rsplit_once('/').map_or(text, |(_, tail)| tail);
    let name = [" daylight", " summer", " standard", " time"]
        .iter()
        .filter_map(|word| label.get(..find_word(label, word)?))
        .map(trim)
        .find(|name| !name.is_empty())
        .unwrap_or(tail);
    // "(UTC+01:00) Amsterdam, Berlin, Bern" by one of its cities.
    let is_named = |city: &str| {
        same(city, tail)
            || same(city, text)
            || pieces(label, b',').any(|place| same(city, trim(place)))
    };
    let mut found = None;
    for (short, cities) in zones() {
        let own = short.strip_suffix('~').unwrap_or(short);
        let is_own = same(own, name) || same(own, tail);
        if is_own || pieces(cities, b',').any(is_named) {
            // A zone that is called so goes before one that has such a city.
            if is_own && short != "UTC" || found.is_none() {
                found = Some(long(short));
            }
            if short == "UTC" {
                break;
            }
        }
    }
    found.or_else(|| {
        // A number is not misspelt: `UTC+01` has nothing to do with `UTC+12`.
        let signs = |text: &str| -> String {
            text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '-')).collect()
        };
        let own = signs(text);
        let names = zones().map(|(short, _)| long(short)).filter(|name| signs(name) == own);
        let names: Vec<String> = names.collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        nearest(text, &names).map(str::to_owned)
    })
}

/// Whether two names are equal without case, `_` read as a blank.
fn same(left: &str, right: &str) -> bool {
    let letter = |byte: u8| if byte == b'_' { b' ' } else { byte.to_ascii_lowercase() };
    left.len() == right.len() && left.bytes().map(letter).eq(right.bytes().map(letter))
}

#[cfg(test)]
mod tests {
    use windows_timezones::WindowsTimezone;

    use super::*;

    /// Every name that another crate has from the same Unicode data is known, and the IANA name that it
    /// gives for it leads back.
    #[test]
    fn agrees_with_the_unicode_list() {
        let mut count = 0;
        for (short, _) in zones() {
            let name = long(short);
            let Ok(theirs) = name.parse::<WindowsTimezone>() else { continue };
            assert!(is_windows(theirs.name()), "{name}");
            let iana = theirs.tzdb_id();
            assert_eq!(meant(iana).as_deref(), Some(theirs.name()), "{iana}");
            count += 1;
        }
        assert!(count > 130, "{count}");
    }

    /// Every name of Unicode's data, both ways.
    #[test]
    fn agrees_with_unicode() {
        let table = include_str!("../../tests/oracle/windows-zones.tsv");
        let mut count = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (windows, iana) = line.split_once('\t').unwrap();
            assert!(is_windows(windows), "{windows}");
            for name in iana.split(' ').filter(|name| *name != "Etc/GMT") {
                assert_eq!(meant(name).as_deref(), Some(windows), "{name}");
                count += 1;
            }
        }
        assert!(count > 440, "{count}");
    }

    /// An offset is no misspelt name of another offset.
    #[test]
    fn offsets_are_not_guessed() {
        for text in [
            "UTC+01",
            "UTC+1",
            "UTC+02",
            "UTC+10",
            "UTC+11",
            "UTC+3",
            "UTC-5",
            "UTC-10",
            "UTC-2",
            "GMT+5",
            "GMT-8",
            "+01:00",
            "UTC+01:00",
            "UTC 12",
            "Russia Time Zone 4",
            "Etc/GMT+15",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
        assert_eq!(meant("utc+12 ").as_deref(), Some("UTC+12"));
        assert_eq!(meant("Rusia Time Zone 3").as_deref(), Some("Russia Time Zone 3"));
        assert_eq!(meant("Etc/GMT+5").as_deref(), Some("SA Pacific Standard Time"));
        assert_eq!(meant("Etc/GMT-1").as_deref(), Some("W. Central Africa Standard Time"));
    }

    /// No city is a misspelt one.
    #[test]
    fn cities_are_cities() {
        let known: Vec<String> = jiff::tz::db()
            .available()
            .map(|name| name.as_str().rsplit('/').next().unwrap().to_owned())
            .collect();
        assert!(known.len() > 300, "{}", known.len());
        let ours = [
            "EDT",
            "CST",
            "CDT",
            "MDT",
            "PST",
            "PDT",
            "IST",
            "JST",
            "CEST",
            "BST",
            "AEST",
            "AEDT",
            "SGT",
            "Z",
            "Coordinated_Universal_Time",
        ];
        for city in zones().flat_map(|(_, cities)| pieces(cities, b',')) {
            let tail = city.rsplit('/').next().unwrap();
            let is_known = known.iter().any(|name| name == tail) || ours.contains(&city);
            assert!(is_known || city.is_empty(), "{city}");
        }
    }

    #[test]
    fn what_people_write() {
        for (text, name) in [
            ("Europe/Moscow", "Russian Standard Time"),
            ("europe/berlin", "W. Europe Standard Time"),
            ("America/New_York", "Eastern Standard Time"),
            ("America/Argentina/Buenos_Aires", "Argentina Standard Time"),
            ("Asia/Kolkata", "India Standard Time"),
            ("Asia/Singapore", "Singapore Standard Time"),
            ("US/Pacific", "Pacific Standard Time"),
            ("Etc/UTC", "UTC"),
            ("Z", "UTC"),
            ("GMT", "UTC"),
            ("EST", "Eastern Standard Time"),
            ("Eastern", "Eastern Standard Time"),
            ("Eastern Time", "Eastern Standard Time"),
            ("Pacific Daylight Time", "Pacific Standard Time"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "Eastern Standard Time"),
            ("Central Europe Daylight Time", "Central Europe Standard Time"),
            ("Pacific Standart Time", "Pacific Standard Time"),
            ("W Europe Standard Time", "W. Europe Standard Time"),
            ("Singapore", "Singapore Standard Time"),
            ("(UTC) Coordinated Universal Time", "UTC"),
            ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "India Standard Time"),
            (
                "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
                "W. Europe Standard Time",
            ),
        ] {
            assert!(!is_windows(text), "{text}");
            assert_eq!(meant(text).as_deref(), Some(name), "{text}");
        }
        for name in ["UTC", "utc", "Pacific Standard Time (Mexico)", "AUS Eastern Standard Time"] {
            assert!(is_windows(name), "{name}");
        }
        assert_eq!(meant("somewhere"), None);
        assert!(!is_windows(""));
    }
}
