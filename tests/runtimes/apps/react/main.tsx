/** The elements in React, with the wasm as a file that the bundler puts beside the page. */
import "azureml-compute/element";
import type { AzuremlComputeForm, AzuremlComputeList } from "azureml-compute/element";
import * as api from "azureml-compute/web";
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { clientOf, drive } from "../../drive.mjs";
import { program } from "../../program.mjs";
import { place, tell } from "../../told.mjs";

const kinds = ["AmlCompute", "ComputeInstance"];

await api.init();
const client: api.ComputeClient = clientOf(api, place);

function Page() {
  const form = useRef<AzuremlComputeForm>(null);
  const list = useRef<AzuremlComputeList>(null);
  const [created, setCreated] = useState("");
  useEffect(() => {
    tell(
      program(api, place).then(async (outcome: object) => ({
        ...outcome,
        element: await drive(form.current, list.current, place),
        heard: document.querySelector("output")?.textContent === `${place.name}-form`,
      })),
    );
  }, []);
  return (
    <main>
      <azureml-compute-form
        ref={form}
        checker={api}
        client={client}
        kinds={kinds}
        storage-key=""
        onazureml-created={({ detail }) => setCreated(detail.name)}
      />
      <azureml-compute-list ref={list} checker={api} client={client} />
      <output>{created}</output>
    </main>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<Page />);
