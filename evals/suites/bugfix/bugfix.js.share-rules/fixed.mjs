/** Is the share over? It holds up to, not including, its minute `until`; one without `until` never ends. */
export function isExpired(share, now) {
  return share.until !== null && now >= share.until;
}

/** Is the user, or any group the user is in, on the list of those who are kept out? */
export function isDenied(item, user) {
  return item.denied.includes(user.name) || user.groups.some((group) => item.denied.includes(group));
}

/**
 * May the user read? Somebody who is suspended or kept out never may, the owner included. Otherwise the owner may,
 * everybody may read what has an open link, and so may whoever has a share, personal or through a group, that is not
 * over.
 */
export function canRead(item, user, now) {
  return (
    !user.suspended && !isDenied(item, user) &&
    (item.owner === user.name || item.openLink || hasShare(item, user, now, ["read", "write"]))
  );
}

/** May the user write? As for reading, but a share has to allow writing, and an open link gives no right to write. */
export function canWrite(item, user, now) {
  return (
    canRead(item, user, now) &&
    (item.owner === user.name || hasShare(item, user, now, ["write"]))
  );
}

function hasShare(item, user, now, rights) {
  return item.shares.some(
    (share) =>
      rights.includes(share.right) &&
      (share.with === user.name || user.groups.includes(share.with)) &&
      !isExpired(share, now),
  );
}
