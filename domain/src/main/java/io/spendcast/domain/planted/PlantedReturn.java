package io.spendcast.domain.planted;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Something that comes back.
 *
 * @param day when it comes back
 * @param item what it was on the order
 * @param quantity units, at most those bought
 * @param amount money refunded
 */
public record PlantedReturn(LocalDate day, long item, int quantity, BigDecimal amount) {}
