export function isExpired({ until }, now) {
  if (until === null) return false;
  return until <= now;
}

export function isDenied({ denied }, { name, groups }) {
  return [name, ...groups].some((who) => denied.includes(who));
}

export function canRead(item, user, now) {
  if (user.suspended || isDenied(item, user)) return false;
  if (item.owner === user.name || item.openLink) return true;
  return sharesOf(item, user, now).length > 0;
}

export function canWrite(item, user, now) {
  if (user.suspended || isDenied(item, user)) return false;
  if (item.owner === user.name) return true;
  return sharesOf(item, user, now).some(({ right }) => right === "write");
}

function sharesOf(item, user, now) {
  return item.shares.filter((share) => {
    if (isExpired(share, now) || !["read", "write"].includes(share.right)) return false;
    return share.with === user.name || user.groups.includes(share.with);
  });
}
