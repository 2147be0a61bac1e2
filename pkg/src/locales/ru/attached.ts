/** Russian: kinds that are attached. */
import type { Messages } from "../../types.js";

export const attached: Messages = {
  "attach/target-missing": {
    message: {
      "": "не названо, что присоединять: нет `{@resourceId}`",
      address: "не названо, что присоединять: нет ни `{@resourceId}`, ни `{@address}`",
    },
    help: "укажите полный идентификатор ресурса",
  },
  "attach/other-subscription": {
    message: "цель в подписке `{actual}`, рабочая область в `{workspace}`",
    help: "удостоверению рабочей области нужна там роль Contributor",
  },
  "attach/two-targets": {
    message: "даны и `{@resourceId}`, и `{@address}`; что из них важнее, не описано",
    help: "оставьте идентификатор, а адрес — для машины вне Azure",
  },
  "attach/address": {
    message: "`{actual}` — ни IP-адрес, ни имя узла",
    help: "только адрес, без схемы, пользователя, порта и пути",
  },
  "attach/address-private": {
    message: "`{actual}` снаружи недоступен",
    help: "службе нужен общедоступный адрес",
  },
  "attach/credentials-missing": {
    message: {
      account: "нет `{@administratorAccount}`",
      secret: "у учётной записи нет ни пароля, ни закрытого ключа",
      username: "у учётной записи нет имени",
    },
    help: "задайте имя и пароль или закрытый ключ",
  },
  "attach/credentials-odd": {
    message: {
      both: "даны и пароль, и закрытый ключ; одно лишнее",
      key: "`{@privateKeyData}` — {found}",
      passphrase: "`{@passphrase}` нет ни в одной версии API",
      public: "открытый ключ без закрытой половины машину не откроет",
    },
    help: {
      both: "оставьте ключ",
      key: "дайте незашифрованный закрытый ключ, текст от BEGIN до END",
      passphrase: "дайте вместо этого незашифрованный ключ",
      public: "дайте {@privateKeyData}",
    },
  },
  "attach/public-ip": {
    message: {
      HDInsight: "кластеру нужен общедоступный адрес",
      VirtualMachine: "на машине должна быть Ubuntu и общедоступный адрес",
    },
    help: {
      HDInsight: "задания входят по SSH",
      VirtualMachine: "для заданий в контейнерах нужен ещё Docker",
    },
  },
  "attach/members-ignored": {
    message: {
      "": "`{member}` задаёт новый ресурс и ничего не значит для присоединяемого",
      managed: "`{@resourceId}` у этого вида задаёт служба",
    },
  },
  "hdinsight/ssh-address": {
    message: {
      "": "кластер принимает вход по адресу `{known}`, а не `{actual}`",
      domain: "домен кластеров — azurehdinsight.net, а не тот, что в `{actual}`",
    },
    help: { "": "добавьте -ssh к имени кластера", domain: "напишите `{known}`" },
  },
  "aks/agents-zero": {
    message: "запрошено 0 машин",
    help: "уберите член, тогда их 3, или задайте число",
  },
  "aks/fast-prod": {
    message: {
      "": "машин {actual}, а FastProd требует не меньше {limit}",
      cores: "у машин вместе ядер {actual}, а FastProd требует не меньше {limit}",
    },
    help: {
      "": "задайте {limit} или больше либо {@clusterPurpose} {@clusterPurpose=DevTest}",
      cores: "возьмите больше машин или машины крупнее либо {@clusterPurpose} {@clusterPurpose=DevTest}",
    },
  },
  "aks/notes": {
    message: {
      attach: "для FastProd у кластера должно быть 3 машины и 12 ядер",
      "dev-test": "кластер DevTest стоит на одной машине и не для рабочей нагрузки",
      successor: "этот вид служит только SDK v1; нынешний — Kubernetes",
    },
  },
  "aks/tls-incomplete": { message: "состоянию {status} нужен `{member}`" },
  "aks/tls-odd": {
    message: {
      host: "`{actual}` — не имя узла",
      label: "`{actual}` — не метка: строчные буквы, цифры, дефисы, сначала буква",
      overwrite: "`overwriteExistingDomain` без метки ничего не значит",
      pem: "`{member}` не в форме PEM",
      status: "`{member}` требует TLS в состоянии {status}",
    },
  },
  "aks/network-partial": {
    message: "рядом с другими членами сети нет {missing}",
    help: "задайте {@subnetId}, {@serviceCidr}, {@dnsServiceIP} и {@dockerBridgeCidr} или ни одного",
  },
  "aks/address": {
    message: {
      address: "`{actual}` — не адрес IPv4",
      outside: "`{actual}` лежит вне {@serviceCidr}",
      overlap: "{@dockerBridgeCidr} и {@serviceCidr} пересекаются",
      range: "`{actual}` — не диапазон адресов IPv4",
    },
    help: {
      address: "пишите как 10.0.0.10",
      outside: "выберите адрес внутри него",
      overlap: "выберите диапазоны без общих адресов",
      range: "пишите как 10.0.0.0/16",
    },
  },
  "aks/cidr-form": {
    message: {
      host: "`{actual}` — не первый адрес своего диапазона",
      mask: "`{actual}` — диапазон из одного адреса: нет маски",
    },
  },
  "aks/load-balancer": {
    message: {
      id: "нужно имя подсети, а не её идентификатор",
      type: "подсеть бывает только у внутреннего балансировщика",
    },
  },
  "kubernetes/namespace": {
    message: "`{actual}` — не имя пространства имён",
    help: "от 1 до 63 строчных букв, цифр и дефисов, без дефиса по краям",
  },
  "kubernetes/namespace-note": {
    message: "пространство имён должно быть в кластере: его никто не создаёт и не проверяет",
  },
  "kubernetes/namespace-system": {
    message: {
      "": "`{actual}` — системное пространство имён",
      extension: "в `{actual}` работает само расширение кластера",
    },
    help: "выберите отдельное для заданий",
  },
  "kubernetes/instance-type": { message: "`{actual}` нет среди типов экземпляров" },
  "kubernetes/quantity": {
    message: {
      form: "`{actual}` — не количество",
      limit: "{name}: запрошено {actual} при пределе {limit}",
    },
    help: { form: "пишите как 500m, 1 или 4Gi", limit: "поднимите предел или просите меньше" },
  },
  "kubernetes/label": {
    message: {
      key: "`{actual}` не может быть ключом метки: такой нет ни у одного узла",
      value: "`{actual}` не может быть значением метки: такого нет ни у одного узла",
    },
    help: {
      key: "до 63 латинских букв, цифр и - _ . внутри; впереди может стоять имя узла сети и косая черта",
      value: "до 63 латинских букв, цифр и - _ . внутри",
    },
  },
  "kubernetes/resources": {
    message: {
      name: "`{name}` — не ресурс, который может запросить контейнер",
      negative: "{name}: {actual} меньше нуля",
      whole: "{name}: {actual} — не целое число",
      equal: "{name}: запрошено {actual}, предел {limit}; они должны быть равны",
      alone: "{name}: запрос без предела",
      small: "{name}: {actual} меньше одного мебибайта",
    },
    help: {
      name: "пишите cpu, memory, ephemeral-storage или устройство с производителем: nvidia.com/gpu",
      negative: "укажите 0 или больше",
      whole: "устройства выдаются целиком",
      equal: "устройства и большие страницы не делят: укажите одно и то же дважды",
      alone: "укажите то же количество пределом",
      small: "без единицы это байты, а m — тысячные доли: пишите 4Gi или 500Mi",
    },
  },
  "kubernetes/type-name": {
    message: "`{actual}` — не имя объекта Kubernetes",
    help: "типы экземпляров — объекты кластера: строчные буквы, цифры, дефисы и точки",
  },
  "image/reference": {
    message: {
      "": "`{actual}` — не ссылка на образ, которую читает Docker",
      capitals: "`{actual}` — не ссылка на образ, которую читает Docker: в пути заглавные буквы",
      scheme: "`{actual}` — не ссылка на образ, которую читает Docker: впереди схема",
      id: "`{actual}` — идентификатор образа, по нему реестр не спросить",
    },
    help: {
      "": "пишите узел/путь:тег или узел/путь@sha256:свёртка, путь строчными",
      capitals: "пишите путь строчными",
      scheme: "начните с узла, без https://",
      id: "назовите образ, а за ним @sha256: и свёртку",
    },
  },
  "kubernetes/extension-members": {
    message: "`{member}` задаёт расширение",
    help: "уберите его",
  },
  "databricks/token-missing": {
    message: "нет маркера доступа; область присоединится, но каждое задание на ней упадёт",
    help: "задайте его сейчас: заменить можно только новым присоединением",
  },
  "databricks/workspace-url": {
    message: "`{actual}` — не адрес рабочей области",
    help: "он выглядит как https://adb-1234567890123456.7.azuredatabricks.net",
  },
  "data-lake/retired": {
    message: "служба закрылась {date}; присоединять больше нечего",
    help: "ближайший вид — пул Synapse Spark",
  },
  "data-lake/default-store": {
    message: "конвейеры читают только основное хранилище учётной записи",
    help: "сначала скопируйте туда остальные данные",
  },
  "data-lake/store-name": {
    message: "`{actual}` — не имя хранилища: от 3 до 24 строчных букв и цифр",
  },
  "batch/pipeline-only": {
    message: "учётная запись Batch служит только шагам конвейеров, не запускам сценариев",
  },
  "data-factory/no-members": {
    message: "у фабрики данных нет своих данных; написанное здесь не учитывается",
  },
  "synapse/auto-scale": {
    message: {
      negative: "число не может быть {actual}",
      range: "не меньше {actual} и не больше {limit} узлов — не остаётся ничего",
    },
  },
  "synapse/described": {
    message: {
      contradicts: "`{member}` говорит `{actual}`, идентификатор — `{other}`",
      linked: "пул назван через связанную службу, как в SDK v1",
      maximum: "автомасштабирование включено, а его максимум не задан",
    },
    help: {
      contradicts: "уберите его: служба описывает пул сама",
      linked: "дайте идентификатор пула в его рабочей области Synapse",
      maximum: "уберите {@autoScaleProperties}: служба описывает пул сама",
    },
  },
};
