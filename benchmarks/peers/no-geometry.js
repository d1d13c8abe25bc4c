// Stands in for a package that the registry lacks; no geometry is ever asked for.
export const wkbToGeoJSON = () => null, wktToGeoJSON = () => null;
