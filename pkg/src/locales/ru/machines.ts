/** Russian: machine sizes, priority, scale, network, access, secrets. */
import type { Messages } from "../../types.js";

export const machines: Messages = {
  "vm-size/missing": {
    message: "нет `{@vmSize}`",
    help: "тогда размер выберет служба; назовите его, чтобы знать цену",
  },
  "vm-size/malformed": {
    message: "`{actual}` — не имя размера",
    help: "имена начинаются со Standard_, например Standard_DS3_v2",
  },
  "vm-size/unknown": {
    message: "размер `{actual}` здесь неизвестен",
    help: "проверьте написание; список от {date}",
  },
  "vm-size/retired": {
    message: {
      "": "`{actual}` выведен из обращения {date}",
      alone: "`{actual}` выведен из обращения {date}",
      withdrawn: "`{actual}` снят",
    },
    help: {
      "": "ближайший из остающихся — `{successor}`",
      alone: "выберите другой размер; список от {listed}",
      withdrawn: "выберите другой размер; список от {listed}",
    },
  },
  "vm-size/retiring": {
    message: "`{actual}` выводится из обращения {date}",
    help: {
      "": "размер потом не изменить; ближайший из остающихся — `{successor}`",
      alone: "размер потом не изменить: выберите остающийся",
    },
  },
  "vm-size/ageing": {
    message: {
      "": "`{actual}` выводится из обращения {date}",
      alone: "`{actual}` выводится из обращения {date}",
      closed: "`{actual}` закрыт для новых подписок и выводится из обращения {date}",
    },
    help: {
      "": "ближайший из остающихся — `{successor}`",
      alone: "лучше взять остающийся размер",
      closed: "ближайший из остающихся — `{successor}`",
    },
  },
  "vm-size/doubtful": {
    message: {
      kind: "`{actual}` известен только для кластеров",
      priority: "неизвестно, допускает ли `{actual}` низкий приоритет",
      "priority-there": "неизвестно, допускает ли `{actual}` низкий приоритет в {region}",
      region: "`{actual}` не значится в {region}",
    },
    help: "службу спрашивает `az ml compute list-sizes`; здешние сведения от {date}",
  },
  "vm-size/unlisted": {
    message: "ни один список Машинного обучения Azure не называет `{actual}`",
    help: "службу спрашивает `az ml compute list-sizes`; здешние сведения от {date}",
  },
  "vm-size/gpu-quota": {
    message: "квота на `{actual}` равна 0, пока её не запросят",
    help: "сначала запросите ядра этого семейства",
  },
  "vm-size/not-offered": {
    message: "служба не предлагает `{actual}`",
    help: "выберите один из {count} размеров её списка",
  },
  "vm-size/kind-not-supported": {
    message: "служба не предлагает `{actual}` для {kind}",
    help: "в её списке только другие виды",
  },
  "vm-size/low-priority-incapable": {
    message: "у `{actual}` не бывает низкого приоритета",
    help: "напишите Dedicated или выберите другой размер",
  },
  "priority/now-spot": {
    message: "с {date} узлы низкого приоритета — машины Spot: цена меняется, узел могут забрать",
    help: "сохраняйте контрольные точки: задание без узла начинается заново, и это оплачивается",
  },
  "priority/preemption": {
    message: "узлы низкого приоритета могут забрать в любой момент; задание начнётся заново",
    help: "сохраняйте контрольные точки; задание живёт не дольше 7 дней вместо 21",
  },
  "priority/spot-word": {
    message: "`{actual}` — слово для заданий и цен, а не для кластеров",
    help: "пишите LowPriority: такие узлы и есть машины Spot",
  },
  "scale/missing": {
    message: "нет `{@scaleSettings}`",
    help: "нужны хотя бы {@maxNodeCount} и {@minNodeCount}",
  },
  "scale/max-missing": {
    message: "нет `{@maxNodeCount}`",
    help: "скажите, сколько узлов работает самое большее",
  },
  "scale/min-missing": {
    message: "нет `{@minNodeCount}`, то есть 0",
    help: "напишите его: служба однажды потребовала оба числа",
  },
  "scale/min-above-max": {
    message: "минимум {min} узлов больше максимума {max}",
    help: "уменьшите минимум или увеличьте максимум",
  },
  "scale/negative": {
    message: "`{member}` равен {actual}, а узлов не бывает меньше нуля",
  },
  "scale/max-zero": {
    message: "при максимуме 0 узлов ни одно задание не запустится",
    help: "увеличьте {@maxNodeCount} до {@maxNodeCount=1} или больше",
  },
  "scale/many-nodes": {
    message: "узлов {actual}, а предел {limit}: {reach}",
    help: "больше дают по обращению в поддержку; см. страницу о квотах",
  },
  "scale/always-on": {
    message: {
      "": "минимум {min}: столько узлов работает и оплачивается круглосуточно",
      fixed: "все узлы ({min}) оплачиваются круглосуточно; кластер не меняет размер",
    },
    help: "при минимуме 0 простаивающий кластер ничего не стоит",
  },
  "scale/idle-advice": {
    message: {
      absent: "время простоя не задано; по документам это {seconds} с",
      long: "узлы простаивают по {seconds} с и оплачиваются",
      short: "через {seconds} с простоя узел останавливается, часто между двумя заданиями",
    },
    help: "обычно хватает нескольких минут",
  },
  "scale/idle-zero": {
    message: {
      "": "нулевое время простоя останавливает узлы сразу",
      empty: "время простоя пусто; служба возьмёт своё",
    },
    help: "уберите его или задайте время, например PT5M",
  },
  "network/no-public-ip": {
    message: "машинам без общедоступных адресов нужна подсеть или управляемая сеть",
    help: "укажите подсеть, если у рабочей области нет управляемой сети",
  },
  "network/private-endpoint": {
    message: "машинам без общедоступных адресов нужна частная конечная точка рабочей области",
    help: "сетевые политики подсети должны быть выключены, и есть это не в каждом регионе",
  },
  "network/login-port-without-account": {
    message: "порт входа открыт, а учётной записи для входа нет",
    help: "закройте его или задайте {@userAccountCredentials}",
  },
  "network/addresses": {
    message: "узлам ({actual}) нужно столько же адресов, а в подсети /24 их {limit}",
    help: "проверьте размер подсети",
  },
  "network/delegated": {
    message: "подсеть передана `{actual}`",
    help: "выберите подсеть без передачи",
  },
  "network/managed-network": {
    message: {
      region: "у рабочей области управляемая сеть в `{workspace}`; кластеру в `{region}` в неё не войти",
      subnet: "у рабочей области управляемая сеть, своих подсетей она не принимает",
    },
    help: { region: "создайте кластер в регионе рабочей области", subnet: "уберите подсеть" },
  },
  "network/other-subscription": {
    message: "подсеть в подписке `{actual}`, рабочая область в `{workspace}`",
    help: "выберите сеть в подписке рабочей области",
  },
  "os/image": {
    message: "свой образ читается только на Windows",
    help: "задайте {@osType} {@osType=Windows} или уберите образ",
  },
  "access/no-credential": {
    message: "у учётной записи нет ни ключа, ни пароля",
    help: "задайте открытый ключ SSH",
  },
  "access/admin-name": {
    message: {
      form: "это необычное имя для входа",
      reserved: "`{actual}` образы Linux держат для себя",
    },
    help: "сначала буква, дальше буквы, цифры, дефис или подчёркивание, например azureuser",
  },
  "access/password": {
    message: {
      "": "дан пароль; ключ SSH надёжнее",
      weak: "в пароле меньше трёх видов знаков",
    },
    help: "возьмите ключ или длинный пароль из букв, цифр и знаков",
  },
  "access/ssh-open": {
    message: {
      "": "порт входа открыт в интернет",
      default: "без подсети порт входа открыт в интернет, если его не закрыть",
      instance: "экземпляр доступен по SSH из интернета, если не мешает подсеть",
    },
    help: {
      "": "если снаружи никто не входит, задайте {@remoteLoginPortPublicAccess} {@remoteLoginPortPublicAccess=Disabled}",
      instance: "оставьте Disabled, если хватает блокнотов и терминалов студии",
    },
  },
  "access/local-auth-conflict": {
    message: "локальные учётные записи выключены, а одна задана",
    help: "уберите её или задайте {@disableLocalAuth} {@disableLocalAuth=false}",
  },
  "access/key-malformed": {
    message: "`{member}` — не открытый ключ SSH: похоже на {found}",
    help: "вставьте строку, которая начинается с ssh-rsa",
  },
  "access/private-key": {
    message: "в `{member}` закрытый ключ вместо открытого",
    help: "считайте ключ раскрытым: сделайте новую пару и дайте её открытую половину",
  },
  "access/key-kind": {
    message: "`{member}` — {found}; служба говорит об одном ключе RSA или DSA",
    help: "ключ RSA от 2048 бит подойдёт везде",
  },
  "secret/misplaced": {
    message: "похоже на {found} там, где это видит каждый читатель вычисления",
    help: "удалите его и считайте раскрытым, если оно уже отправлялось",
  },
  "secret/connection-string": {
    message: "`{member}` — не строка подключения: ожидаются Endpoint и ключ",
    help: "скопируйте её целиком; вид такой: Имя=значение;Имя=значение",
  },
  "secret/literal": {
    message: "`{member}` написан в теле открыто",
    help: "берите его из хранилища в момент вызова и не держите в файлах",
  },
  "instance/idle-range": {
    message: "экземпляр простаивает до остановки от 15 минут до 3 суток, а не `{actual}`",
  },
  "instance/idle-missing": {
    message: "экземпляр ничто не остановит само; до остановки он оплачивается",
    help: "задайте {@idleTimeBeforeShutdown}, например {@idleTimeBeforeShutdown=PT60M}, или расписание остановки",
  },
  "instance/sso-off": {
    message: "при сценариях или своих приложениях единый вход выключается",
    help: "уберите {@enableSSO} или сценарии и приложения",
  },
  "instance/assigned-user": {
    message: "`{member}` — идентификатор человека или каталога, GUID; `{actual}` — нет",
    help: "скопируйте идентификатор объекта, а не имя или адрес",
  },
};
