"""What the server does beside Streamlit; nothing here draws."""
