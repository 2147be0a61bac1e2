/** Russian: documents of the command line, calls of the first SDK, templates, conversions. */
import type { Messages } from "../../types.js";

const TOGETHER = "нет `{argument}`: вместе идут {others}";
const POSITIVE = "`{argument}` должен быть больше 0";

export const calls: Messages = {
  "aci/groups": { message: TOGETHER },
  "aci/values": { message: POSITIVE },
  "aks-service/auth": {
    message: "запрошены сразу и ключи, и маркеры",
    help: "задайте одному из auth_enabled и token_auth_enabled значение False",
  },
  "aks-service/autoscale": {
    message: {
      "no-replicas": "без масштабирования нужен `num_replicas`",
      order: "не меньше {min} реплик — больше, чем не больше {max}",
      positive: POSITIVE,
      replicas: "`num_replicas` задан, хотя число реплик следует за нагрузкой",
      without: "`{argument}` требует `autoscale_enabled`",
    },
  },
  "aks-service/traffic": { message: "{actual} — не доля от 0 до 100 процентов" },
  "aks-service/values": {
    message: {
      limit: "`{argument}` меньше запрошенного",
      namespace: "`{actual}` — не пространство имён: строчные буквы, цифры и дефисы, от 1 до 63",
      negative: "`{argument}` не может быть отрицательным",
      positive: POSITIVE,
    },
  },
  "cli-v2/app": {
    message: {
      name: "два приложения с именем `{actual}`",
      port: "порт {actual} не между 1026 и 65534",
      published: "порт {actual} опубликован дважды",
    },
  },
  "cli-v2/defaults": {
    message: {
      "max-instances": "без `max_instances` командная строка шлёт 4",
      size: "без `size` командная строка шлёт Standard_DS3_v2, стареющий размер",
      update: "изменение шлётся целиком: пропущенные поля вернутся к значениям по умолчанию",
    },
  },
  "cli-v2/missing-field": {
    message: "нет `{field}`",
    help: { "": "добавьте его", name: "напишите здесь или дайте через `--name` (параметр проверки `name`)" },
  },
  "cli-v2/network": {
    message: {
      empty: "`network_settings` пуст",
      "no-network": "`subnet` — имя, а `vnet_name` для него нет",
      "no-subnet": "`vnet_name` дан, а `subnet` нет",
    },
    help: {
      empty: "уберите его",
      "no-network": "добавьте `vnet_name` или напишите полный идентификатор подсети",
      "no-subnet": "добавьте `subnet`: имя или полный идентификатор",
    },
  },
  "cli-v2/null": { message: "`{field}` равен null", help: "уберите поле" },
  "cli-v2/silent-change": {
    message: {
      deprecated: "`idle_time_before_shutdown` устарел",
      fraction: "дробная часть `{field}` отбрасывается: уйдёт {sent}",
      "idle-zero": "0 не отправляется, и служба возьмёт своё время простоя",
      location: "вне региона рабочей области бывает только кластер: `location` заменяется",
      "network-ignored": "`vnet_name` рядом с полным идентификатором подсети не учитывается",
      owned: "`{field}` задаёт служба, он отбрасывается",
      "shutdown-zero": "`idle_time_before_shutdown_minutes: 0` не отправляется, и экземпляр не остановится",
    },
    help: {
      deprecated: "пишите `idle_time_before_shutdown_minutes`",
      fraction: "пишите целое число",
      "idle-zero": "напишите нужное число секунд",
      location: "уберите его",
      "network-ignored": "уберите его",
      owned: "уберите его",
      "shutdown-zero": "напишите нужное число минут, например 60",
    },
  },
  "cli-v2/timeout": {
    message: "у сценария нет `timeout_minutes`: вместо него уйдёт `Nonem`",
    help: "добавьте `timeout_minutes`, например 15",
  },
  "cli-v2/type": {
    message: {
      missing: "документ не называет свой `type`",
      "no-schema": "у командной строки нет документа для `{actual}`",
      unknown: "`{actual}` — не тип вычислений командной строки",
    },
    help: {
      missing: "одно из: {words}",
      "no-schema": "напишите тело API управления и проверяйте его в формате `arm`",
      unknown: "одно из: {words}",
    },
  },
  "cli-v2/unknown-field": {
    message: {
      "": "в документе типа `{type}` нет поля `{actual}`",
      flag: "`{actual}` — параметр команды; в документе типа `{type}` есть `{field}`",
    },
    help: { "": "уберите его или проверьте имя и место", flag: "напишите `{field}`" },
  },
  "cli-v2/value": {
    message: {
      boolean: "`{field}`: true или false",
      integer: "`{field}`: целое число",
      list: "`{field}`: список",
      map: "`{field}`: соответствие текстов",
      object: "`{field}`: соответствие",
      text: "`{field}`: текст",
      word: "`{actual}` не подходит для `{field}`: {words}",
    },
  },
  "convert/lost-member": {
    message: {
      unread: "значение `{member}` не записано: в {target} для него параметр",
      name: "имя вычисления не указано: в {target} для него параметр",
      "name-expression": "имя вычисления — выражение шаблона: в {target} для него параметр",
      around:
        "`{member}` решает, развёртывается ли вычисление и сколько раз: в {target} оно одно и без этого условия",
      demanded: "о `{member}` ничего не сказано, а {target} его требует: для него параметр",
      subscription: "{target} не называет подписку: `{member}` ищется рядом с рабочей областью",
      refused: "инструменты {target} отвергают `{member}`: {detail}",
      "expression-parameter": "`{member}` — выражение шаблона: {target} получает для него параметр",
      "expression-lost": "`{member}` — выражение шаблона, а {target} выражений не принимает: оно опущено",
      added: "о `{member}` ничего не сказано, а инструменты {target} отправляют своё значение",
      lost: "{target} не может выразить `{member}`, он опущен",
      run: "{target} не может выразить `{member}` запуска, он опущен",
      secret: "значение `{member}` не записано: в {target} для него параметр",
      expression: "`{member}` — выражение шаблона: в {target} оно попадает просто как текст",
      "stand-in": "в `{member}` стоит заглушка: рабочая область неизвестна",
    },
    help: {
      unread: "передайте его при использовании текста",
      name: "задайте `name` или заполните параметр",
      "name-expression": "задайте `name` или заполните параметр",
      around: "внесите это в текст вручную, если оно ещё нужно",
      demanded: "задайте его или заполните параметр",
      subscription: "задайте `facts.workspace`, если это подписка рабочей области",
      refused: "исправьте это в записанном тексте",
      "expression-parameter":
        "передайте значение параметра или дайте параметру шаблона значение по умолчанию",
      "expression-lost": "запишите значение вручную или дайте параметру значение по умолчанию",
      added: "скажите о нём, если нужно другое значение",
      lost: "arm, arm-template и bicep выражают всё",
      run: "runconfig выражает всё, что SDK v1 знает о запуске",
      secret: "передайте его при использовании текста, из хранилища",
      expression: "впишите значение вручную или дайте параметру значение по умолчанию",
      "stand-in": "дайте `facts.workspace` или поправьте вручную",
    },
  },
  "convert/no-kind": {
    message: {
      kind: "в {target} нет слова для вида {kind}",
      needs: "без `{member}` {target} вычисления не создаёт",
      open: "вид вычисления неизвестен: в {target} для него нет слова",
    },
    help: {
      kind: "arm, arm-template и bicep знают все виды",
      needs: "arm, arm-template и bicep знают все виды",
      open: "запишите `computeType` обычным словом, например AmlCompute",
    },
  },
  "convert/several": {
    message: {
      choose: "во входных данных несколько вычислений ({names}), а в {target} помещается одно",
      unknown: "вычисления `{selected}` во входных данных нет, есть {names}",
      twice: "имя `{selected}` носят несколько вычислений",
    },
    help: {
      choose:
        "выберите одно через `select` (имя или номер) или запишите каждое в свой файл ключом `--out-dir`",
      unknown: "`select` принимает имя одного из них или его номер, считая с 0",
      twice: "выберите одно по номеру, считая с 0",
    },
  },
  "inference/note": {
    message: {
      aci: "экземпляр контейнера создаётся при развёртывании модели; создать или присоединить его нельзя",
      aks: "кластер сначала надо присоединить как вычисление",
      local: "на машине нужен работающий Docker; ключи и маркеры не поддерживаются",
    },
  },
  "local/port": { message: "`port` — целое число от 1 до 65535; без него — любой свободный" },
  "run/entry": {
    message: {
      both: "даны `script` и `command`; одно лишнее",
      neither: "не даны ни `script`, ни `command`",
    },
  },
  "run/gpu-image": {
    message: "у цели есть GPU, а образа GPU в Docker у запуска нет",
    help: "включите docker и задайте базовый образ с GPU",
  },
  "run/ignored": { message: "`{argument}` рядом с `run_config` не учитывается" },
  "run/local": { message: "сценарий идёт на этой машине; объект вычислений не нужен" },
  "run/run-based": {
    message: "кластер создаётся для этого запуска и исчезает после него",
    help: "создайте кластер однажды и назовите его; при минимуме 0 узлов простой ничего не стоит",
  },
  "run/target-kind": {
    message: {
      services: "`{name}` — {kind}: там работают службы, а не запуски скриптов",
      steps: "`{name}` — {kind}: там выполняются шаги конвейеров, а не запуски скриптов",
    },
    help: "назовите кластер, экземпляр, присоединённую машину или кластер HDInsight",
  },
  "run/target-missing": {
    message: {
      size: "у кластера для одного запуска нет `vm_size`",
      target: "не сказано, где идёт сценарий",
    },
    help: {
      size: "лучше назовите кластер, который остаётся",
      target: "задайте `target`: имя вычислений или local",
    },
  },
  "run/values": {
    message: {
      backend: "`{actual}` — не бэкенд: nccl или gloo",
      count: "`{argument}` — не меньше 1",
      duration: "запуск не может длиться {actual} секунд",
      mode: "`{actual}` — не способ подать данные: mount, download или upload",
      nodes: "узлов {actual}, а у кластера их не больше {most}",
    },
  },
  "run/words": {
    message: {
      framework: "платформа {actual} не подходит цели ({kind})",
      word: "`{actual}` — неизвестное слово для `{argument}`: {words}",
    },
  },
  "sdk-v1/all-or-none": { message: TOGETHER },
  "sdk-v1/argument-type": {
    message: {
      boolean: "`{argument}`: True или False",
      integer: "`{argument}`: целое число",
      list: "`{argument}`: список текстов",
      map: "`{argument}`: словарь текстов",
      negative: "`{argument}` не может быть отрицательным",
      text: "`{argument}`: текст",
      zero: "`{argument}` не может быть 0",
    },
  },
  "sdk-v1/dropped-argument": {
    message: {
      everything:
        "ничего из этого не уйдёт: без размера, приоритета, пользователя, сети или входа данные отбрасываются",
      passphrase: "`private_key_passphrase` нет ни в одной опубликованной версии API",
      "public-ip": "`enable_node_public_ip` не действует: версия API этого SDK его не знает",
      switch: "`ssh_public_access` отбрасывается: это не True и не False",
    },
  },
  "sdk-v1/end-of-support": {
    message: "первый SDK не поддерживается с 2026-06-30 и говорит на версии API 2020-02-02",
    help: {
      none: "более новые SDK этого вида не знают, API управления — знает",
      successor: "этот вид знают командная строка и второй SDK",
    },
  },
  "sdk-v1/exact-word": {
    message: "`{actual}` — не слово для `{argument}`: {words}",
    help: "SDK сравнивает буква в букву",
  },
  "sdk-v1/exclusive": { message: "`{argument}` нельзя дать вместе с `{other}`" },
  "sdk-v1/id-form": {
    message: {
      parts: "в идентификаторе частей между чертами {count}, а SDK нужно {wanted}",
      provider: "`{actual}` — не `{known}` буква в букву",
    },
  },
  "sdk-v1/missing-argument": {
    message: {
      credentials: "нет ни `password`, ни `private_key_file`",
      part: "нет `{argument}`: цель называют все вместе: {others}",
      required: "нет `{argument}`",
      target: "не сказано, что присоединять",
    },
    help: { credentials: "дайте одно из них", part: "", required: "", target: "задайте {others}" },
  },
  "sdk-v1/password-classes": {
    message: "в пароле {count} из 4 видов знаков, а SDK нужно 3",
    help: "a-z, A-Z, 0-9 и знаки; дефис, обратная черта и пробел не в счёт",
  },
  "sdk-v1/reserved-name": { message: "имя `{actual}` занято" },
  "sdk-v1/unknown-argument": {
    message: "у {call} нет аргумента `{actual}`",
    help: { "": "уберите его или проверьте имя", elsewhere: "он есть у {successor}" },
  },
  "sdk-v1/unknown-call": {
    message: {
      missing: "документ не называет свой `call`",
      renamed: "`{actual}` — вызов старого SDK; его место заняло {successor}",
      old: "`{actual}` этот SDK отвергает; цели присоединяют через конфигурацию",
      unknown: "у SDK нет вызова `{actual}`",
    },
    help: {
      renamed: "вызывайте {successor}",
      missing: "класс и метод, например AmlCompute.provisioning_configuration",
      old: "вызовите {class}.attach_configuration и передайте её в ComputeTarget.attach",
      unknown: "класс и метод, например AmlCompute.provisioning_configuration",
    },
  },
  "text/not-yaml": {
    message: {
      alias: "у этого псевдонима нет якоря перед ним",
      documents: "документов {found}, а один документ описывает одно вычисление",
      self: "этот псевдоним стоит внутри значения собственного якоря",
      syntax: "это не YAML: {found}",
    },
    help: {
      alias: "значение, которое начинается с `*`, пишите в кавычках, или задайте якорь через `&` раньше",
      self: "напишите, что имеется в виду, целиком: вычисление не содержит само себя",
    },
  },
};
