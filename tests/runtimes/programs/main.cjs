const library = require("azureml-compute");

import("./program.mjs").then(async ({ program }) => {
  console.log(JSON.stringify(await program(library, JSON.parse(process.env.PLACE))));
});
