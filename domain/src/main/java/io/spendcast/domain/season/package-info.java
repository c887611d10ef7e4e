/** The season: how much of a year's purchases falls on which of its days, growth taken out. */
package io.spendcast.domain.season;
