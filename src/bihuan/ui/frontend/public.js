// The public face: it works without script; this only keeps what was written until the tab is closed.
import "./styles/public.css";
import { startDrafts } from "./drafts.js";

startDrafts(document, { session: true });
document.querySelector("[data-takes-focus]")?.focus();
