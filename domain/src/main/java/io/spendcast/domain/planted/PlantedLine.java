package io.spendcast.domain.planted;

import java.math.BigDecimal;

/**
 * One line of an order.
 *
 * @param item what was bought, from 1 on; another one on every line of an order
 * @param quantity units
 * @param amount money paid for all units
 * @param listAmount the same before discount
 */
public record PlantedLine(long item, int quantity, BigDecimal amount, BigDecimal listAmount) {}
