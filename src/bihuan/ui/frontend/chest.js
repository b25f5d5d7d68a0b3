// What waits on this device with its photographs. Words alone fit into `outbox.js`; pictures need a database.
const STORE = "entries";

function whenDone(asked) {
  return new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function inside(mode, act) {
  const opening = indexedDB.open("bihuan-chest", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "mark" });
  const base = await whenDone(opening);
  try {
    return await whenDone(act(base.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    base.close();
  }
}

// `place` keeps apart what belongs to different pages, and to different people who share a phone.
export function chestAt(place) {
  return {
    all: async () =>
      (await inside("readonly", (store) => store.getAll()))
        .filter((one) => one.place === place)
        .sort((one, other) => one.turn - other.turn),
    add: (entry) => inside("readwrite", (store) => store.put({ ...entry, place, turn: performance.timeOrigin + performance.now() })),
    forget: (mark) => inside("readwrite", (store) => store.delete(mark)),
  };
}
