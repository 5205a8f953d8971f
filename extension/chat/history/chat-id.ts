// How chats are named on disk. Ids come back from the view, and become names of files.

export const chatIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
