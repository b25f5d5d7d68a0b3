// The public face: it works without script; this keeps what was written until the tab is closed,
// and does the small calculation that spares everybody a wait.
import "./styles/public.css";
import { startDrafts } from "./drafts.js";
import { startFiles } from "./files.js";
import { startProof } from "./proof.js";
import { startFilling } from "./filling.js";

startDrafts(document, { session: true });
startProof(document);
startFilling(document);
startFiles(document);
document.querySelector("[data-takes-focus]")?.focus();
