//! Names of time zones as Windows writes them, which is how schedules want them; the Windows name of an
//! IANA name and of what people write for it.

use crate::diagnostics::{cut, find_word, nearest, pieces, trim};

/// The zones, one between semicolons: the Windows name (`~` stands for ` Standard Time`), then cities
/// of its IANA names and abbreviations.
const ZONES: &str = "\
    UTC,GMT,UCT,Zulu,Z,Universal,Coordinated_Universal_Time;AUS Central~,Darwin;\
    AUS Eastern~,Sydney,Melbourne,AEST,AEDT,Canberra;Afghanistan~,Kabul;\
    Alaskan~,Anchorage,Juneau;Alberta~;Aleutian~,Adak;Altai~,Barnaul;\
    Arab~,Riyadh,Aden,Bahrain,Kuwait,Qatar;Arabian~,Dubai,Muscat;Arabic~,Baghdad;\
    Argentina~,Buenos_Aires,Cordoba;Astrakhan~;Atlantic~,Halifax,Bermuda,Moncton;\
    Aus Central W.~,Eucla;Azerbaijan~,Baku;Azores~;Bahia~;Bangladesh~,Dhaka,Dacca,Thimphu;\
    Belarus~,Minsk;Bougainville~;British Columbia~;Canada Central~,Regina;Cape Verde~;\
    Caucasus~,Yerevan;Cen. Australia~,Adelaide;\
    Central America~,Guatemala,Belize,Costa_Rica,El_Salvador,Managua,Tegucigalpa;\
    Central Asia~,Bishkek,Urumqi;Central Brazilian~,Cuiaba;\
    Central Europe~,Budapest,Belgrade,Bratislava,Ljubljana,Prague,Tirane;\
    Central European~,Warsaw,Sarajevo,Skopje,Zagreb;Central Pacific~,Guadalcanal,Noumea;\
    Central~,Chicago,Winnipeg,CST,CDT,CST6CDT;Central~ (Mexico),Mexico_City,Chihuahua,Monterrey;\
    Chatham Islands~,Chatham;China~,Shanghai,Hong_Kong,Macau,Hongkong;Cuba~,Havana;Dateline~;\
    E. Africa~,Nairobi,Addis_Ababa,Dar_es_Salaam,Kampala,Mogadishu;E. Australia~,Brisbane;\
    E. Europe~,Chisinau,EET;E. South America~,Sao_Paulo;Easter Island~,Easter;\
    Eastern~,New_York,Detroit,Montreal,Nassau,Toronto,EST,EDT,EST5EDT;Eastern~ (Mexico),Cancun;\
    Egypt~,Cairo;Ekaterinburg~,Yekaterinburg;FLE~,Kiev,Helsinki,Kyiv,Riga,Sofia,Tallinn,Vilnius;\
    Fiji~;GMT~,London,Canary,Dublin,Isle_of_Man,Jersey,Lisbon,Madeira,BST,WET;\
    GTB~,Bucharest,Athens,Nicosia;Georgian~,Tbilisi;Greenland~,Godthab,Nuuk;\
    Greenwich~,Reykjavik,Abidjan,Accra,Dakar;Haiti~,Port-au-Prince;\
    Hawaiian~,Honolulu,Hawaii,Tahiti;India~,Calcutta,Kolkata,IST;Iran~,Tehran;\
    Israel~,Jerusalem,Tel_Aviv;Jordan~,Amman;Kaliningrad~;Kamchatka Standard Time;Korea~,Seoul;\
    Libya~,Tripoli;Line Islands~,Kiritimati;Lord Howe~;Magadan~;Magallanes~,Punta_Arenas;\
    Manitoba~;Marquesas~;Mauritius~,Reunion;Mid-Atlantic~;Middle East~,Beirut;Montevideo~;\
    Morocco~,Casablanca;Mountain~,Denver,Boise,Edmonton,MST,MDT;Mountain~ (Mexico),Mazatlan;\
    Myanmar~,Rangoon,Yangon;N. Central Asia~,Novosibirsk;Namibia~,Windhoek;\
    Nepal~,Katmandu,Kathmandu;New Zealand~,Auckland;Newfoundland~,St_Johns;Norfolk~;\
    North Asia East~,Irkutsk;North Asia~,Krasnoyarsk;North Korea~,Pyongyang;Omsk~;\
    Pacific SA~,Santiago;Pacific~,Los_Angeles,Vancouver,PST,PDT,PST8PDT;\
    Pacific~ (Mexico),Tijuana;Pakistan~,Karachi;Paraguay~,Asuncion;Qyzylorda~;\
    Romance~,Paris,Brussels,Copenhagen,Madrid;Russia Time Zone 10,Srednekolymsk;\
    Russia Time Zone 11,Kamchatka,Anadyr;Russia Time Zone 3,Samara;\
    Russian~,Moscow,Kirov,Simferopol;SA Eastern~,Cayenne,Belem,Fortaleza,Paramaribo,Recife;\
    SA Pacific~,Bogota,Cayman,Guayaquil,Jamaica,Lima,Panama;\
    SA Western~,La_Paz,Barbados,Curacao,Guyana,Manaus,Martinique,Port_of_Spain,Puerto_Rico,Santo_Domingo;\
    SE Asia~,Bangkok,Ho_Chi_Minh,Jakarta,Phnom_Penh,Saigon,Vientiane;Saint Pierre~,Miquelon;\
    Sakhalin~;Samoa~,Apia;Sao Tome~;Saratov~;Singapore~,Brunei,Kuala_Lumpur,Manila,SGT;\
    South Africa~,Johannesburg,Gaborone,Harare,Kigali,Lusaka,Maputo;South Sudan~,Juba;\
    Sri Lanka~,Colombo;Sudan~,Khartoum;Syria~,Damascus;Taipei~;Tasmania~,Hobart;\
    Tocantins~,Araguaina;Tokyo~,Dili,Palau,JST,Japan;Tomsk~;Tonga~,Tongatapu;Transbaikal~,Chita;\
    Turkey~,Istanbul;Turks And Caicos~,Grand_Turk;US Eastern~,Indianapolis;\
    US Mountain~,Phoenix,Hermosillo;UTC+12;UTC+13;UTC-02,Noronha;UTC-08;UTC-09;\
    UTC-11,Samoa,Pago_Pago,Midway;Ulaanbaatar~;Venezuela~,Caracas;Vladivostok~;Volgograd~;\
    W. Australia~,Perth;W. Central Africa~,Lagos,Algiers,Douala,Kinshasa,Luanda,Tunis;\
    W. Europe~,Berlin,Amsterdam,Andorra,Gibraltar,Luxembourg,Malta,Monaco,Oslo,Rome,Stockholm,Vaduz,Vienna,Zurich,CET,CEST;\
    W. Mongolia~,Hovd;West Asia~,Tashkent,Almaty,Ashgabat,Dushanbe,Maldives,Samarkand;\
    West Bank~,Hebron,Gaza;West Pacific~,Port_Moresby,Guam;Yakutsk~;Yukon~,Whitehorse";

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
    zones().any(|(short, _)| long(short).eq_ignore_ascii_case(text))
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
    let is_named =
        |city: &str| same(city, tail) || pieces(label, b',').any(|place| same(city, trim(place)));
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
        let names: Vec<String> = zones().map(|(short, _)| long(short)).collect();
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
            // Etc/GMT+8 and the like have no city.
            if !iana.starts_with("Etc/GMT") {
                assert_eq!(meant(iana).as_deref(), Some(theirs.name()), "{iana}");
            }
            count += 1;
        }
        assert!(count > 130, "{count}");
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
            let is_known = known.iter().any(|name| name == city) || ours.contains(&city);
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
