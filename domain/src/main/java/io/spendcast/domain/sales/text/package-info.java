/** What a retailer's texts mean: amounts, ids and times as people and programs write them. */
package io.spendcast.domain.sales.text;
