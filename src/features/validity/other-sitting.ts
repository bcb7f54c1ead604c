/**
 * The sitting to look at after the trial of `year`: where that one does not bring the certificate, the nearest that
 * does, an earlier one first; else the next one, from the last of them back.
 * @param years exam years that can be assumed, ascending
 * @param reaches whether the trial of an exam year brings the certificate
 */
export function otherSitting(
  years: readonly number[],
  year: number,
  reaches: (examYear: number) => boolean,
): number | undefined {
  const earlier = years.filter(each => each < year).reverse()
  const later = years.filter(each => each > year)
  const better = reaches(year) ? undefined : [...earlier, ...later].find(reaches)
  return better ?? later[0] ?? earlier[0]
}
