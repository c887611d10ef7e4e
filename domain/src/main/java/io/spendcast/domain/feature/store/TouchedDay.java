package io.spendcast.domain.feature.store;

import java.time.LocalDate;

/**
 * A day whose sales have changed since features were built from them.
 *
 * @param day the UTC day of the sales
 * @param knownDay the UTC day on which they became known, not before {@code day}
 */
public record TouchedDay(LocalDate day, LocalDate knownDay) {}
