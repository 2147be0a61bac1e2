/** Russian: manifests of Azure Service Operator. */
import type { Messages } from "../../types.js";

export const manifests: Messages = {
  "aso/kind": {
    message: {
      none: "в `spec.properties` нет вида вычислений",
      several: "в `spec.properties` несколько видов: {found}",
      unknown: "`{found}` — не вид вычислений, известный оператору",
      word: "`computeType` под `{found}` — `{actual}`",
      "no-word": "под `{found}` нет `computeType`",
    },
    help: {
      "": "напишите один из них, например `amlCompute` с `computeType: AmlCompute`",
      several: "оставьте один: они исключают друг друга",
      word: "напишите `{wanted}`",
      "no-word": "добавьте `computeType: {wanted}`",
    },
  },
  "aso/owner": {
    message: {
      "": "нет `spec.owner`",
      form: "в `owner` нет ни `name`, ни `armId`",
      both: "в `owner` есть и `name`, и `armId`",
    },
    help: {
      "": "напишите имя манифеста рабочей области или `armId` с её идентификатором",
      both: "оставьте одно из них",
    },
  },
  "aso/reference": {
    message: {
      text: "`{field}` — строка, а оператор принимает ссылку",
      both: "в `{field}` есть и `armId`, и имя манифеста",
      part: "`{field}` не называет ресурс: нет ни `armId`, ни всех трёх — `group`, `kind` и `name`",
      id: "у оператора нет `{field}`, он принимает `{wanted}`",
      secret: "`{field}` написан открыто; оператор принимает имя и ключ секрета Kubernetes",
      key: "`{field}` не называет секрет: нужны `name` и `key`",
    },
    help: {
      "": "напишите `armId` с идентификатором или `group`, `kind` и `name` манифеста",
      both: "оставьте одно из двух",
      id: "напишите `{wanted}` и под ним `armId`",
      secret: "положите значение в секрет пространства имён, а здесь напишите `name` и `key`",
      key: "напишите `name` секрета и `key` в нём",
    },
  },
};
