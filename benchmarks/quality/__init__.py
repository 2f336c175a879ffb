"""Measurements that stay."""
