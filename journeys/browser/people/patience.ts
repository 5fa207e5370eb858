/** How long a journey may take where many others share the machine: it goes through many pages, and looks at some of them four times. */
export const journey = { timeout: 900_000 };
