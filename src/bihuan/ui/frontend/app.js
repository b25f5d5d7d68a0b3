// The workbench: everything a page may need, each part waking up only where its markup is.
import "./styles/app.css";
import "./htmx.js";
import { startKeys } from "./keys.js";
import { startBulk } from "./bulk.js";
import { startDialogs } from "./dialogs.js";
import { startDrafts } from "./drafts.js";
import { startFiles } from "./files.js";
import { startCharts } from "./charts.js";
import { startDesk } from "./desk.js";
import { startTaking } from "./taking.js";
import { startVisiting } from "./visiting.js";

startDialogs();
startBulk();
startKeys();
startDrafts(document, { session: false });
startFiles(document);
startCharts(document);
startDesk();
startTaking(document);
startVisiting(document);
