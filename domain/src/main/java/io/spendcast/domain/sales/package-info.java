/** Sales as they arrive: channels, source mappings, contracts, daily spend and ingest. */
package io.spendcast.domain.sales;
