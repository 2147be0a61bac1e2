/** The demo page's own texts; those of the elements are theirs. */

const ENGLISH = {
  product: "Machine Learning compute",
  title: "Create a compute target",
  lead: "What the service would refuse is explained here while you type, before anything is sent.",
  theme: "Theme",
  language: "Language",
  system: "System",
  light: "Light",
  dark: "Dark",
  workspace: "Workspace",
  resourceGroup: "Resource group",
  endpoint: "Endpoint",
  signIn: "Sign in",
  noService:
    "No service found: start the emulator, or name one in the address line. Checking works all the same.",
  noStart: "The page could not start",
};

const RUSSIAN: typeof ENGLISH = {
  product: "Вычисления для машинного обучения",
  title: "Создание целевого объекта вычислений",
  lead: "Всё, что служба отклонила бы, объясняется здесь при вводе, до отправки.",
  theme: "Тема",
  language: "Язык",
  system: "Как в системе",
  light: "Светлая",
  dark: "Тёмная",
  workspace: "Рабочая область",
  resourceGroup: "Группа ресурсов",
  endpoint: "Адрес",
  signIn: "Войти",
  noService:
    "Служба не найдена: запустите эмулятор или укажите её в адресной строке. Проверка работает и так.",
  noStart: "Страница не запустилась",
};

export function texts() {
  return document.documentElement.lang === "ru" ? RUSSIAN : ENGLISH;
}
